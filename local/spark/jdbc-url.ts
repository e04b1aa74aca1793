import type { MysqlAddress } from "../tickets/mysql-url";

/**
 * The address for Connector/J, without user and password. Without TLS the password of a MySQL 8 user goes encrypted
 * by the server's own key, as mysql2 has it as well.
 */
export function jdbcUrl({ host, port, database, useTls }: MysqlAddress): string {
  const server = host.includes(":") ? `[${host}]` : host;
  const options = useTls ? "sslMode=VERIFY_IDENTITY" : "sslMode=DISABLED&allowPublicKeyRetrieval=true";
  return `jdbc:mysql://${server}:${port}/${encodeURIComponent(database ?? "")}?${options}`;
}
