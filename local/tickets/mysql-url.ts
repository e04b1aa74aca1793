import { CareplusError } from "../../runtime/errors";

/** A MySQL address, taken apart. */
export interface MysqlAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Absent when the address names no database. */
  readonly database?: string;
  /** `?ssl=true`: the connection is encrypted and the server's certificate is checked. */
  readonly useTls: boolean;
}

const FORM = "mysql://user:password@host:port/database";
const DEFAULT_PORT = 3306;

/**
 * Takes a `mysql://` address apart; its parts may be percent-encoded.
 *
 * @throws CareplusError `bad_mysql_url`, without the password in its message
 */
export function parseMysqlUrl(text: string): MysqlAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !["mysql:", "mariadb:"].includes(url.protocol) || url.hostname === "") {
    throw badUrl(`The MySQL address must have the form ${FORM}.`);
  }
  for (const name of url.searchParams.keys()) {
    if (name !== "ssl") throw badUrl(`The MySQL address takes no parameter "${name}", only ssl=true.`);
  }
  const database = decode(url.pathname.slice(1));
  return {
    // Brackets belong to the address of an IPv6 host, not to the host.
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port === "" ? DEFAULT_PORT : Number(url.port),
    user: decode(url.username) || "root",
    password: decode(url.password),
    ...(database !== "" && { database }),
    useTls: url.searchParams.get("ssl") === "true",
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw badUrl("The MySQL address holds a % that is no percent-encoding; write % itself as %25.");
  }
}

function badUrl(sentence: string): CareplusError {
  return new CareplusError("bad_mysql_url", sentence);
}
