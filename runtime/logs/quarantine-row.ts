import { LOG_RULE_VERSION } from "../contracts/logs";
import type { Cell } from "../parquet/columns";

/** A rejected entry's row in the column order of the contract LOG_QUARANTINE. */
export function quarantineRow(
  sourceObject: string,
  byteOffset: number,
  ticketId: string | null,
  reasons: readonly string[],
  raw: Buffer,
  now: Date,
): readonly Cell[] {
  return [
    sourceObject,
    byteOffset,
    ticketId,
    reasons,
    raw.toString("utf8"),
    LOG_RULE_VERSION,
    now.getTime() * 1000,
  ];
}
