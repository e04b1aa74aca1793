import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Connection } from "mysql2/promise";

/** Imports a generated dump as the mysql client does: each of its statements ends a line with its semicolon. */
export async function importDump(connection: Connection, file: string): Promise<void> {
  let statement = "";
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line.startsWith("--")) continue;
    statement += `${line}\n`;
    if (!line.endsWith(";")) continue;
    await connection.query(statement);
    statement = "";
  }
}
