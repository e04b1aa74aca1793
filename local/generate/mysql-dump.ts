import { once } from "node:events";
import type { Writable } from "node:stream";
import { createTableStatement, RAW_TICKET_COLUMNS, type RawTicket } from "../../runtime/generate/raw-ticket";

/** Even at 4 bytes a character this stays under 4 MiB, the smallest default of max_allowed_packet. */
const STATEMENT_CHARACTERS = 500_000;

/** Characters that cannot stand for themselves in a quoted string; a statement stays on one line. */
const ESCAPES: Readonly<Record<string, string>> = {
  "\0": "\\0",
  "\n": "\\n",
  "\r": "\\r",
  "\x1a": "\\Z",
  "'": "\\'",
  "\\": "\\\\",
};

/** Multi-row inserts of at most half a million characters each (or of one row), each ended by a semicolon. */
export function* insertStatements(
  rows: Iterable<RawTicket>,
  table = "support_tickets",
): Generator<string, void> {
  const head = `INSERT INTO \`${table}\` VALUES `;
  let values: string[] = [];
  let length = 0;
  for (const row of rows) {
    const value = `(${RAW_TICKET_COLUMNS.map((name) => literal(row[name])).join(",")})`;
    if (length + value.length > STATEMENT_CHARACTERS && values.length > 0) {
      yield `${head}${values.join(",")};`;
      values = [];
      length = 0;
    }
    values.push(value);
    length += value.length;
  }
  if (values.length > 0) yield `${head}${values.join(",")};`;
}

/**
 * Writes a dump that `mysql` imports, and ends the stream. An existing table of that name is replaced.
 * Each statement after the first lines is one line, so that a program may import it line by line.
 */
export async function writeMysqlDump(out: Writable, rows: Iterable<RawTicket>): Promise<void> {
  const write = async (text: string): Promise<void> => {
    if (!out.write(`${text}\n`)) await once(out, "drain");
  };
  await write("-- CarePlus support tickets, generated\nSET NAMES utf8mb4;");
  // The escapes below mean themselves only in a mode without NO_BACKSLASH_ESCAPES.
  await write("SET SESSION sql_mode = '';");
  await write(`DROP TABLE IF EXISTS \`support_tickets\`;\n${createTableStatement()}`);
  for (const statement of insertStatements(rows)) await write(statement);
  out.end();
  if (!out.writableFinished) await once(out, "finish");
}

function literal(value: string | null): string {
  if (value === null) return "NULL";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL and Ctrl-Z are what is to be escaped
  return `'${value.replace(/[\0\n\r\x1a'\\]/g, (character) => ESCAPES[character] ?? character)}'`;
}
