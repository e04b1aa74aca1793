import type { QueryError } from "mysql2";
import { CareplusError } from "../../runtime/errors";

/** What a statement was about, for the sentence that tells of its failure. */
export interface FaultPlace {
  /** `host:port`. */
  readonly server: string;
  readonly user: string;
  /** `database.table`. */
  readonly table: string;
  readonly database: string;
}

const UNREACHABLE = new Set(["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "ETIMEDOUT"]);
const UNKNOWN_HOST = new Set(["ENOTFOUND", "EAI_AGAIN"]);
const WENT_AWAY = new Set([
  "PROTOCOL_CONNECTION_LOST",
  "ECONNRESET",
  "EPIPE",
  "ER_SERVER_SHUTDOWN",
  "ER_NORMAL_SHUTDOWN",
  "ER_CONNECTION_KILLED",
  "ER_QUERY_INTERRUPTED",
]);

/**
 * The sentence a person gets for a failure of the MySQL client or server. Faults of our own pass unchanged.
 * Error names: https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html
 */
export function explainMysqlFault(error: unknown, place: FaultPlace): unknown {
  if (error instanceof CareplusError || !(error instanceof Error) || !("code" in error)) return error;
  const { code, message } = error as QueryError;
  const say = (name: string, sentence: string): CareplusError =>
    new CareplusError(name, sentence, { cause: error });
  if (UNKNOWN_HOST.has(code))
    return say("mysql_unknown_host", `The MySQL host of ${place.server} is not known.`);
  if (UNREACHABLE.has(code))
    return say("mysql_unreachable", `No MySQL server answers at ${place.server} (${code}).`);
  if (WENT_AWAY.has(code)) {
    return say(
      "mysql_went_away",
      `The MySQL server ${place.server} went away while ${place.table} was read; nothing was published, run again once it is back.`,
    );
  }
  switch (code) {
    case "ER_ACCESS_DENIED_ERROR":
    case "ER_ACCESS_DENIED_NO_PASSWORD_ERROR":
      return say(
        "mysql_access_denied",
        `MySQL at ${place.server} refuses the user "${place.user}" or the password.`,
      );
    case "ER_DBACCESS_DENIED_ERROR":
      return say(
        "mysql_access_denied",
        `The MySQL user "${place.user}" may not use the database "${place.database}".`,
      );
    case "ER_TABLEACCESS_DENIED_ERROR":
    case "ER_COLUMNACCESS_DENIED_ERROR":
      return say(
        "mysql_access_denied",
        `The MySQL user "${place.user}" may not read the table ${place.table}.`,
      );
    case "ER_BAD_DB_ERROR":
      return say("mysql_unknown_database", `MySQL at ${place.server} has no database "${place.database}".`);
    case "ER_NO_SUCH_TABLE":
    case "ER_WRONG_TABLE_NAME":
      return say("mysql_missing_table", `MySQL at ${place.server} has no table ${place.table}.`);
    default:
      return say("mysql_failed", `MySQL at ${place.server} failed on ${place.table}: ${message} (${code}).`);
  }
}
