import { createHash } from "node:crypto";
import type { Connection, FieldPacket, RowDataPacket } from "mysql2";
import { createMysqlConnection } from "./mysql-connection";
import { explainMysqlFault, type FaultPlace } from "./mysql-fault";
import { parseMysqlUrl } from "./mysql-url";
import {
  assertRawRows,
  dropConnection,
  type OnRawRow,
  pauseRows,
  resumeRows,
  streamRawRows,
} from "./raw-rows";
import { parseTableName, quoteTable } from "./table-name";

/** A column as the server describes it. */
export interface SourceField {
  readonly name: string;
  /** Type number of the MySQL protocol. */
  readonly type: number;
  /** Bytes without a character set (BLOB, BINARY, BIT): they may be no text at all. */
  readonly isBinary: boolean;
}

/** Character set number of raw bytes, and the types that hold them rather than a printed number or date. */
const BINARY_CHARSET = 63;
const BYTE_TYPES = new Set([
  16 /* BIT */, 249, 250, 251, 252 /* BLOBs */, 253, 254 /* BINARY */, 255 /* GEOMETRY */,
]);

/** One table of a MySQL server, inside one snapshot of it: all that is read is of the same moment. */
export class TicketSource {
  private constructor(
    private readonly connection: Connection,
    private readonly place: FaultPlace,
    /** The table's name, quoted for a statement. */
    readonly quotedTable: string,
    readonly fields: readonly SourceField[],
  ) {}

  /**
   * Connects, begins a consistent snapshot and reads the table's columns.
   *
   * @throws CareplusError in one sentence: wrong address, host, password, database or table
   */
  static async open(mysqlUrl: string, tableText: string): Promise<TicketSource> {
    const address = parseMysqlUrl(mysqlUrl);
    const name = parseTableName(tableText, address.database);
    const place = {
      server: `${address.host}:${address.port}`,
      user: address.user,
      database: address.database ?? name.database,
      table: `${name.database}.${name.table}`,
    };
    const connection = createMysqlConnection(address);
    try {
      await connection.promise().connect();
      await assertRawRows(connection);
      await connection.promise().query("set session transaction isolation level repeatable read");
      await connection.promise().query("start transaction with consistent snapshot, read only");
      const quoted = quoteTable(name);
      const [, fields] = await connection.promise().query(`select * from ${quoted} limit 0`);
      return new TicketSource(connection, place, quoted, fields.map(toSourceField));
    } catch (error) {
      dropConnection(connection);
      throw explainMysqlFault(error, place);
    }
  }

  /** `database.table`, for sentences. */
  get table(): string {
    return this.place.table;
  }

  /** Tells this table from every other: a hash of server, database and table. */
  get id(): string {
    return createHash("sha256")
      .update(`${this.place.server}\n${this.quotedTable}`)
      .digest("hex")
      .slice(0, 16);
  }

  /** The first row of a small query, its values as text. */
  async queryRow(sql: string, values: readonly unknown[] = []): Promise<Record<string, unknown>> {
    try {
      const [rows] = await this.connection.promise().query<RowDataPacket[]>(sql, [...values]);
      return rows[0] ?? {};
    } catch (error) {
      throw explainMysqlFault(error, this.place);
    }
  }

  /** Hands over each row of a query as MySQL's text protocol holds it. */
  async stream(sql: string, values: readonly unknown[], onRow: OnRawRow): Promise<void> {
    try {
      await streamRawRows(this.connection, sql, values, onRow);
    } catch (error) {
      throw explainMysqlFault(error, this.place);
    }
  }

  pause(): void {
    pauseRows(this.connection);
  }

  resume(): void {
    resumeRows(this.connection);
  }

  /** Ends the connection at once; the server drops the snapshot. */
  close(): void {
    dropConnection(this.connection);
  }
}

function toSourceField(field: FieldPacket): SourceField {
  const type = field.columnType ?? field.type ?? 0;
  return { name: field.name, type, isBinary: field.characterSet === BINARY_CHARSET && BYTE_TYPES.has(type) };
}
