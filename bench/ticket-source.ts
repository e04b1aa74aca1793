import { once } from "node:events";
import { createWriteStream } from "node:fs";
import mysql from "mysql2";
import { type Connection, createConnection } from "mysql2/promise";
import { createTableStatement, generateTickets, insertStatements, type RawTicket } from "../local/generate";

/** Distinct tickets that make a little more than a row: repeats and second versions are the rest. */
const TICKETS_PER_ROW = 0.9;

/** Connects to a new database of that name. */
export async function createDatabase(serverUrl: string, name: string): Promise<Connection> {
  const connection = await createConnection({ uri: serverUrl, charset: "utf8mb4" });
  await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  await connection.query(`USE ${name}`);
  return connection;
}

/** Makes `support_tickets` (every column text, no key) with exactly so many generated rows. */
export async function fillTickets(connection: Connection, rows: number): Promise<void> {
  await connection.query(createTableStatement());
  for (const statement of insertStatements(firstRows(rows))) await connection.query(statement);
}

/** Resolves open tickets until so many rows have changed. */
export async function changeRows(connection: Connection, rows: number): Promise<void> {
  const [{ affectedRows }] = await connection.query<mysql.ResultSetHeader>(
    "UPDATE support_tickets SET status = 'Resolved', resolved_at = '2025-09-01 10:00' WHERE status = 'Open' LIMIT ?",
    [rows],
  );
  if (affectedRows !== rows) throw new Error(`${affectedRows} rows were changed instead of ${rows}`);
}

export async function insertTicket(connection: Connection, number: string): Promise<void> {
  await connection.query(
    `INSERT INTO support_tickets VALUES (?, '2025-07-31 12:00', NULL, 'Sneha', 'Low', '3', 'Payment Failure',
     'Email', 'Open', '')`,
    [number],
  );
}

/** For scale: the table streamed by mysql2 into a CSV file, nothing looked at. Seconds. */
export async function timeMysqlToCsv(databaseUrl: string, file: string): Promise<number> {
  const startedAt = performance.now();
  const connection = mysql.createConnection({ uri: databaseUrl, charset: "utf8mb4", rowsAsArray: true });
  const out = createWriteStream(file);
  let lines: string[] = [];
  for await (const row of connection.query("SELECT * FROM support_tickets").stream()) {
    lines.push((row as (string | null)[]).map(csvValue).join(","));
    if (lines.length < 1_000) continue;
    if (!out.write(`${lines.join("\n")}\n`)) await once(out, "drain");
    lines = [];
  }
  out.end(`${lines.join("\n")}\n`);
  await once(out, "finish");
  connection.destroy();
  return (performance.now() - startedAt) / 1000;
}

function csvValue(value: string | null): string {
  if (value === null) return "";
  return /["\n\r,]/.test(value) || value === "" ? `"${value.replaceAll('"', '""')}"` : value;
}

function* firstRows(rows: number): Generator<RawTicket, void> {
  let left = rows;
  for (const { row } of generateTickets({ days: 31, tickets: Math.ceil(rows * TICKETS_PER_ROW), seed: 1 })) {
    if (left-- === 0) return;
    yield row;
  }
}
