import type { DatasetName } from "../load/staging";
import type { Check } from "./reconciliation-checks";

const MINUTE_MS = 60_000;

export interface Freshness {
  /** `tickets_age_minutes` and `logs_age_minutes`: the age that is allowed, and the one that there is. */
  readonly checks: readonly Check[];
  readonly ageMinutes: Readonly<Partial<Record<DatasetName, number>>>;
}

/**
 * How long ago each dataset was last loaded.
 *
 * @param rows of `rpt.freshness`; a dataset that was never loaded has none, and no check
 */
export function freshnessChecks(
  rows: readonly Readonly<Record<string, unknown>>[],
  now: Date,
  freshnessHours: number,
): Freshness {
  const allowed = freshnessHours * 60;
  const checks: Check[] = [];
  const ageMinutes: Partial<Record<DatasetName, number>> = {};
  for (const { dataset, last_loaded_at } of rows) {
    const name = dataset === "tickets" ? "tickets" : "logs";
    // Redshift and DuckDB print times of UTC without saying so.
    const loadedAt = new Date(`${String(last_loaded_at).replace(" ", "T").replace(/Z$/, "")}Z`);
    const age = Math.max(Math.floor((now.getTime() - loadedAt.getTime()) / MINUTE_MS), 0);
    ageMinutes[name] = age;
    checks.push({
      checkName: `${name}_age_minutes`,
      sourceValue: allowed,
      warehouseValue: age,
      isMatch: age <= allowed,
    });
  }
  return { checks, ageMinutes };
}
