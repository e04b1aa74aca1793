import mysql, { type Connection } from "mysql2";
import type { MysqlAddress } from "./mysql-url";

const CONNECT_LIMIT_MS = 10_000;
const KEEP_ALIVE_MS = 30_000;

/** A connection that gives values as the text MySQL prints. It connects with the first statement at the latest. */
export function createMysqlConnection(address: MysqlAddress): Connection {
  const connection = mysql.createConnection({
    host: address.host,
    port: address.port,
    user: address.user,
    password: address.password,
    ...(address.database !== undefined && { database: address.database }),
    ...(address.useTls && { ssl: {} }),
    charset: "utf8mb4",
    connectTimeout: CONNECT_LIMIT_MS,
    keepAliveInitialDelay: KEEP_ALIVE_MS,
    // Dates stay the text that MySQL prints: 0000-00-00 is a value here.
    dateStrings: true,
  });
  // Without a listener a lost connection would end the process; the running statement gets the error as well.
  connection.on("error", () => undefined);
  return connection;
}
