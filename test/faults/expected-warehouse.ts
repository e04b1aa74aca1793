import { expect } from "chai";
import type { LoaderBed } from "../emulator/loader-bed";
import type { History } from "./history";
import { entryRow, type LogVersion } from "./log-history";
import type { Extraction } from "./ticket-history";

type Row = Readonly<Record<string, unknown>>;

/** Each source object has one ledger row that is right, and the warehouse has exactly the rows of what there was. */
export async function expectExactly({ logs, extractions }: History, bed: LoaderBed): Promise<void> {
  expect(await bed.query(LEDGER), "ledger").to.deep.equal(
    [...extractions.map(extractionLedger), ...logs.map(logLedger)].sort(byObject),
  );
  await expectEntries(logs, bed);
  await expectTickets(extractions, bed);
  const [sums] = await bed.query(SUMS);
  expect(sums, "sums").to.deep.equal({ loaded_entries: await count(bed, "fact_log_entry"), stale: 0 });
}

/** Data and ledger change together: at any time, between any two steps, the rows are those that the ledger tells of. */
export async function expectLedgerAndRowsAgree(bed: LoaderBed): Promise<void> {
  const [found] = await bed.query(DISAGREEMENTS);
  expect(found, "ledger and rows").to.deep.equal({ entries: 0, rejected: 0, without_ledger: 0 });
}

const DISAGREEMENTS = `select
  (select count(*) from fact_log_entry)
    - (select coalesce(sum(loaded), 0) from ops.loads where dataset = 'logs') as entries,
  (select count(*) from ops.quarantine) - (select coalesce(sum(rejected), 0) from ops.loads) as rejected,
  (
    select count(*) from fact_ticket
    left join ops.loads on loads.source_object = fact_ticket.source_object
    where loads.source_object is null
  ) as without_ledger`;

const LEDGER = `select dataset, source_object, source_version, records_in, kept, duplicate, rejected,
  (select count(*) from ops.quarantine where quarantine.source_object = loads.source_object
    and quarantine.source_version = loads.source_version) as quarantined
from ops.loads
order by source_object, source_version`;

const SUMS = `select coalesce(sum(loaded), 0) as loaded_entries, (select count(*) from ops.stale_files) as stale
from ops.loads where dataset = 'logs'`;

function logLedger({ key, version, kept, duplicate, rejected }: LogVersion): Row {
  return ledgerRow("logs", key, version, kept.size, duplicate, rejected);
}

function extractionLedger({ manifest, kept, duplicate, rejected }: Extraction): Row {
  return ledgerRow("tickets", manifest.sourceObject, "1", kept.size, duplicate, rejected);
}

function ledgerRow(
  dataset: string,
  source_object: string,
  source_version: string,
  kept: number,
  duplicate: number,
  rejected: number,
): Row {
  const records_in = kept + duplicate + rejected;
  return {
    ...{ dataset, source_object, source_version, records_in, kept, duplicate, rejected },
    quarantined: rejected,
  };
}

function byObject(left: Row, right: Row): number {
  const name = (row: Row): string => `${row.source_object} ${row.source_version}`;
  return name(left) < name(right) ? -1 : 1;
}

/** Each entry of any version once, and from a version that has it. */
async function expectEntries(logs: readonly LogVersion[], bed: LoaderBed): Promise<void> {
  const rows = await bed.query(
    `select ticket_id, level, response_time_ms, message, logged_at, source_object, source_version
     from fact_log_entry order by ticket_id`,
  );
  const entries = [...new Set(logs.flatMap(({ kept }) => [...kept]))].sort();
  const found = rows.map(({ source_object: _, source_version: __, ...row }) => row);
  expect(found, "entries").to.deep.equal(entries.map(entryRow));
  for (const [place, { source_object, source_version }] of rows.entries()) {
    const source = logs.find(({ key, version }) => key === source_object && version === source_version);
    expect(source?.kept.has(entries[place]!), `source of entry ${entries[place]}`).to.equal(true);
  }
}

/** Each ticket once, in the newest of the versions that were extracted, from an extraction that has it. */
async function expectTickets(extractions: readonly Extraction[], bed: LoaderBed): Promise<void> {
  const rows = await bed.query(
    "select ticket_id, num_interactions, source_object from fact_ticket order by ticket_id",
  );
  const newest = new Map<number, number>();
  for (const { kept } of extractions)
    for (const [ticket, version] of kept) newest.set(ticket, Math.max(version, newest.get(ticket) ?? 0));
  expect(
    rows.map(({ ticket_id, num_interactions }) => [ticket_id, num_interactions]),
    "tickets",
  ).to.deep.equal([...newest].sort().map(([ticket, version]) => [`T${ticket}`, version]));
  for (const { ticket_id, num_interactions, source_object } of rows) {
    const source = extractions.find(({ manifest }) => manifest.sourceObject === source_object);
    const version = source?.kept.get(Number(String(ticket_id).slice(1)));
    expect(version, `source of ${ticket_id}`).to.equal(num_interactions);
  }
}

async function count(bed: LoaderBed, table: "fact_log_entry"): Promise<number> {
  return Number((await bed.query(`select count(*) as rows from ${table}`))[0]?.rows);
}
