import type { Query } from "../../warehouse/dashboards";
import type { Row } from "../warehouse/reader";
import { readNumber, readText } from "./cells";
import type { Freshness } from "./page-answer";

/** The ledger, not the quarantine, counts the rejected records: it holds one row per load. */
const FRESHNESS = `select
  newest_row_at,
  last_loaded_at,
  (select cast(sum(rejected) as bigint) from rpt.loads where dataset = $1) as rejected
from rpt.freshness
where dataset = $1`;

/** Age and refusals of one dataset, whatever is selected on the page. */
export async function readFreshness(
  ask: (query: Query) => Promise<Row[]>,
  dataset: string,
): Promise<Freshness> {
  const [row = {}] = await ask({ sql: FRESHNESS, params: [dataset] });
  return {
    newestRowAt: readText(row.newest_row_at),
    lastLoadedAt: readText(row.last_loaded_at),
    rejected: readNumber(row.rejected) ?? 0,
  };
}
