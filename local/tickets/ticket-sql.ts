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

/** A question to the source's server; `the_…` in it stands for a name there. Without its comments. */
export async function readSourceSql(name: "count_tickets"): Promise<string> {
  const text = await readFile(join(SQL_DIR, "source", `${name}.sql`), "utf8");
  return text.replaceAll(/^--.*\n/gm, "");
}
