import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The portable SQL; `local` only ever reads it. */
const SQL_DIR = join(__dirname, "..", "..", "glue", "sql");

/** The steps of glue/sql/tickets, each reading only those before it and the inputs. */
export const TICKET_STEPS = [
  "stg_distinct_tickets",
  "stg_ticket_records",
  "stg_clean_tickets",
  "stg_local_times",
  "stg_typed_tickets",
  "stg_judged_tickets",
  "tickets",
  "ticket_quarantine",
] as const;

export type TicketStep = (typeof TICKET_STEPS)[number];

/** The `select` of a step, as it stands in its file. */
export function readTicketStep(step: TicketStep): Promise<string> {
  return readFile(join(SQL_DIR, "tickets", `${step}.sql`), "utf8");
}

/** The macros that let DuckDB run the steps unchanged. */
export function readDuckdbPrelude(): Promise<string> {
  return readFile(join(SQL_DIR, "duckdb-prelude.sql"), "utf8");
}

/**
 * A statement of glue/sql/source without its comments.
 *
 * @param names what each name stands for that begins with `the_` in the text
 */
export async function readSourceSql(
  statement: "count_tickets" | "rank_statuses",
  names: Readonly<Record<string, string>>,
): Promise<string> {
  const text = await readFile(join(SQL_DIR, "source", `${statement}.sql`), "utf8");
  return text.replaceAll(/^--.*\n/gm, "").replaceAll(/\bthe_(\w+)/g, (_, name) => names[name] ?? "");
}
