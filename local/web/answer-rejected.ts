import type { WarehouseReader } from "../warehouse/reader";
import { readNumber, readText } from "./cells";
import type { RejectedAnswer } from "./page-answer";

/** What the page of rejected records may be narrowed to; null means all. */
export interface RejectedSelection {
  readonly dataset: string | null;
  readonly reason: string | null;
}

const REASONS = `select dataset, reason, cast(records as bigint) as records
from rpt.rejections
order by dataset, records desc, reason`;

const SAMPLE = `select
  dataset, record_key, reasons, source_object, position, raw_record, quarantined_at, kept_version_at
from rpt.quarantine
where ($1 = '' or dataset = $1)
  and ($2 = '' or concat(',', reasons, ',') like concat('%,', $2, ',%') escape '!')
order by quarantined_at desc, source_object, position
limit 50`;

/** Every reason with its number of records, and the newest 50 rejected records of the selection. */
export async function answerRejected(
  reader: WarehouseReader,
  { dataset, reason }: RejectedSelection,
  signal: AbortSignal,
): Promise<RejectedAnswer> {
  signal.throwIfAborted();
  const reasons = await reader.query(REASONS);
  signal.throwIfAborted();
  const sample = await reader.query(SAMPLE, [dataset ?? "", escapePattern(reason ?? "")]);
  return {
    reasons: reasons.map((row) => ({
      dataset: readText(row.dataset) ?? "",
      reason: readText(row.reason) ?? "",
      records: readNumber(row.records) ?? 0,
    })),
    sample: sample.map((row) => ({
      dataset: readText(row.dataset) ?? "",
      recordKey: readText(row.record_key),
      reasons: (readText(row.reasons) ?? "").split(","),
      sourceObject: readText(row.source_object) ?? "",
      position: readNumber(row.position) ?? 0,
      rawRecord: readText(row.raw_record) ?? "",
      quarantinedAt: readText(row.quarantined_at),
      keptVersionAt: readText(row.kept_version_at),
    })),
  };
}

/** `_` stands in every reason's name and is a wildcard of LIKE. */
function escapePattern(text: string): string {
  return text.replace(/[%_!]/g, (sign) => `!${sign}`);
}
