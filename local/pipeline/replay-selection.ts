import type { LoadedVersion, LocalWarehouse } from "../warehouse/local-warehouse";
import type { SqlValue } from "../warehouse/reader";

/** What to replay; every given part must hold. Dates are UTC, both ends included. */
export interface ReplaySelection {
  /** A source object, as the ledger names it. */
  readonly key?: string;
  /** How the names of the source objects begin. */
  readonly prefix?: string;
  /** Objects with a ticket created, or an entry logged, or a rejected record met, on these days. */
  readonly from?: string;
  readonly to?: string;
  /** Objects with a record rejected for this reason. */
  readonly reason?: string;
}

/** The ledger's rows that fit the selection, oldest first. */
export async function chooseLoads(
  warehouse: LocalWarehouse,
  selection: ReplaySelection,
): Promise<readonly LoadedVersion[]> {
  const conditions: string[] = [];
  const params: SqlValue[] = [];
  const require = (condition: string, ...values: SqlValue[]): void => {
    conditions.push(condition);
    params.push(...values);
  };
  if (selection.key !== undefined) require("l.source_object = ?", selection.key);
  if (selection.prefix !== undefined) require("starts_with(l.source_object, ?)", selection.prefix);
  if (selection.reason !== undefined) require(HAS_REASON, selection.reason);
  if (selection.from !== undefined || selection.to !== undefined) {
    require(HAS_DATE, selection.from ?? "0001-01-01", selection.to ?? "9999-12-31");
  }
  const rows = await warehouse.query(
    `select l.dataset, l.source_object, l.source_version from ops.loads l
     where ${conditions.join(" and ") || "false"} order by l.transformed_at, l.source_object, l.first_byte`,
    params,
  );
  const known = {
    tickets: await warehouse.loadedVersions("tickets"),
    logs: await warehouse.loadedVersions("logs"),
  };
  return rows.flatMap((row) => {
    const versions = known[row.dataset as "tickets" | "logs"].get(row.source_object as string) ?? [];
    return versions.filter((version) => version.sourceVersion === row.source_version);
  });
}

const HAS_REASON = `exists (select 1 from ops.quarantine q where q.dataset = l.dataset
  and q.source_object = l.source_object and q.source_version = l.source_version
  and list_contains(string_split(q.reasons, ','), ?))`;

const HAS_DATE = `exists (
  select 1 from (
    select source_object, created_date as day from fact_ticket
    union all select source_object, log_date from fact_log_entry
    union all select source_object, cast(quarantined_at as date) from ops.quarantine
  ) r where r.source_object = l.source_object and r.day between cast(? as date) and cast(? as date))`;
