import type { Connection, FieldPacket, Query } from "mysql2";

/**
 * The one place that relies on the inside of mysql2: a query's rows as the bytes that the server sent.
 *
 * Measured on 1,000,000 rows of 11 columns: mysql2's own rows written as CSV take 2.9 s; the bytes, hashed, compared
 * and copied into CSV, take 1.6 s. `assertRawRows` fails at start when mysql2 changes.
 */

/** What mysql2 hands to a command for each packet: `buffer` is its own and is reused after the call. */
interface Packet {
  readonly buffer: Buffer;
  readonly offset: number;
  readonly end: number;
  isEOF(): boolean;
}

type PacketState = (this: QueryCommand, packet: Packet, connection: Connection) => PacketState | null;

/** mysql2's Query command is a state machine; `row` is the state in which it takes row packets. */
interface QueryCommand extends Query {
  row: PacketState;
}

/** Takes one row: bytes [start, end) of a buffer that is valid during the call only. */
export type OnRawRow = (packet: Buffer, start: number, end: number) => void;

/**
 * Runs a query and hands over each row as MySQL's text protocol holds it (see row-packet.ts).
 * Resolves after the last row; rejects with mysql2's error, also when the connection breaks in mid-read.
 */
export function streamRawRows(
  connection: Connection,
  sql: string,
  values: readonly unknown[],
  onRow: OnRawRow,
): Promise<FieldPacket[]> {
  return new Promise((resolve, reject) => {
    const command = connection.query({ sql, values: [...values] }, (error, _rows, fields) => {
      if (error) reject(error);
      else resolve(fields);
    }) as QueryCommand;
    if (typeof command.row !== "function") throw changedInside();
    const takeLast = command.row;
    const takeRow: PacketState = function (packet, own) {
      if (packet.isEOF()) return takeLast.call(this, packet, own);
      onRow(packet.buffer, packet.offset, packet.end);
      return takeRow;
    };
    command.row = takeRow;
  });
}

/** Holds the server back (TCP flow control). Rows that have arrived already still come, 64 KiB at the most. */
export function pauseRows(connection: Connection): void {
  socketOf(connection).pause();
}

export function resumeRows(connection: Connection): void {
  socketOf(connection).resume();
}

/**
 * Ends a connection at once, in the middle of a result too. mysql2's own `destroy` only says goodbye, and a socket
 * that is held back never gets to the end: the server would keep the snapshot and its lock on the table.
 */
export function dropConnection(connection: Connection): void {
  connection.destroy();
  socketOf(connection).destroy();
}

interface HeldSocket {
  pause(): void;
  resume(): void;
  destroy(): void;
}

function socketOf(connection: Connection): HeldSocket {
  return (connection as unknown as { stream: HeldSocket }).stream;
}

/**
 * Reads one known row and compares its bytes. Throws when mysql2's inside is no longer what this file relies on,
 * before any data is read by it.
 */
export async function assertRawRows(connection: Connection): Promise<void> {
  const rows: string[] = [];
  await streamRawRows(connection, "select 'raw', null", [], (packet, start, end) => {
    rows.push(packet.toString("hex", start, end));
  });
  // Length 3, "raw", NULL.
  if (rows.join() !== "03726177fb" || typeof socketOf(connection).pause !== "function") throw changedInside();
}

function changedInside(): Error {
  return new Error("mysql2 was changed inside; adapt local/tickets/raw-rows.ts to it");
}
