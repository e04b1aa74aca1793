import type { Connection, RowDataPacket } from "mysql2";
import { createMysqlConnection } from "./mysql-connection";
import { parseMysqlUrl } from "./mysql-url";
import { dropConnection } from "./raw-rows";
import { parseTableName } from "./table-name";

/** What the server's own clock says about a table, in seconds since 1970. */
export interface TableClock {
  /** When a transaction that changed the table last committed. */
  readonly changedAt: number;
  /** When the server was asked. */
  readonly askedAt: number;
}

/** InnoDB takes the time just before a commit shows to others, and keeps whole seconds. */
const COMMIT_MARGIN_S = 2;

/**
 * True when nothing was committed between the two questions. A change in the last seconds before the first one may
 * have missed the read that followed it, so such a table does not count as unchanged yet.
 */
export function isUnchanged(before: TableClock | undefined, now: TableClock | undefined): boolean {
  if (before === undefined || now === undefined) return false;
  return now.changedAt === before.changedAt && before.changedAt + COMMIT_MARGIN_S <= before.askedAt;
}

/**
 * Asks MySQL when a table was last changed, without reading it: 1 ms where reading a million rows takes 1.5 s.
 * The answer is a hint: views, partitioned tables and a server that has just started give none.
 *
 * `UPDATE_TIME` of https://dev.mysql.com/doc/refman/8.4/en/information-schema-tables-table.html
 */
export class ChangeProbe {
  private connection: Connection | undefined;

  constructor(
    private readonly mysqlUrl: string,
    private readonly tableText: string,
  ) {}

  /** Undefined when the server does not say, or does not answer: the read that follows will tell why. */
  async ask(): Promise<TableClock | undefined> {
    try {
      this.connection ??= await this.connect();
      return await this.askWith(this.connection);
    } catch {
      this.close();
      return undefined;
    }
  }

  close(): void {
    if (this.connection !== undefined) dropConnection(this.connection);
    this.connection = undefined;
  }

  private async connect(): Promise<Connection> {
    const connection = createMysqlConnection(parseMysqlUrl(this.mysqlUrl));
    await connection.promise().connect();
    // MySQL 8 answers from a cache of a day unless told otherwise; MariaDB has no such variable.
    await connection
      .promise()
      .query("set session information_schema_stats_expiry = 0")
      .catch(() => undefined);
    return connection;
  }

  private async askWith(connection: Connection): Promise<TableClock | undefined> {
    const { database, table } = parseTableName(this.tableText, parseMysqlUrl(this.mysqlUrl).database);
    const [rows] = await connection.promise().query<RowDataPacket[]>(
      `select unix_timestamp(update_time) as changed_at, unix_timestamp() as asked_at
       from information_schema.tables where table_schema = ? and table_name = ? and update_time is not null`,
      [database, table],
    );
    const row = rows[0];
    return row && { changedAt: Number(row.changed_at), askedAt: Number(row.asked_at) };
  }
}
