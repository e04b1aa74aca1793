import mysql, { type Connection, type RowDataPacket } from "mysql2/promise";
import { createTableStatement, type RawTicket } from "../../runtime/generate/raw-ticket";
import { insertStatements } from "../generate/mysql-dump";

export const DEMO_DATABASE = "careplus";
export const DEMO_TABLE = "support_tickets";
/** Rows come in under this name first: a table that was filled halfway is never taken for a whole one. */
const UNFINISHED_TABLE = "support_tickets_unfinished";

/** Connects to the demo's database, which is made if missing. */
export async function connectToDemo(serverUrl: string): Promise<Connection> {
  const connection = await mysql.createConnection({ uri: serverUrl, charset: "utf8mb4" });
  await connection.query(`CREATE DATABASE IF NOT EXISTS ${DEMO_DATABASE} CHARACTER SET utf8mb4`);
  await connection.query(`USE ${DEMO_DATABASE}`);
  return connection;
}

export async function hasTicketTable(connection: Connection): Promise<boolean> {
  const [rows] = await connection.query<RowDataPacket[]>("SHOW TABLES LIKE ?", [DEMO_TABLE]);
  return rows.length > 0;
}

/** Makes the table of tickets (every column text, no key) and fills it. */
export async function fillTicketTable(connection: Connection, rows: Iterable<RawTicket>): Promise<void> {
  await connection.query(`DROP TABLE IF EXISTS ${UNFINISHED_TABLE}`);
  await connection.query(createTableStatement(UNFINISHED_TABLE));
  await connection.beginTransaction();
  for (const statement of insertStatements(rows, UNFINISHED_TABLE)) await connection.query(statement);
  await connection.commit();
  await connection.query(`RENAME TABLE ${UNFINISHED_TABLE} TO ${DEMO_TABLE}`);
}
