import { expect } from "chai";
import { reconcileExtraction } from "../../../runtime/warehouse/reconcile-extraction";
import { RecordedSession } from "./recorded-session";

const SQL = { countWarehouse: "select counts", countTickets: "select tickets" };
const RUN = {
  sourceObject: "tickets/extract_date=2025-07-02/2025-07-02T000000.000Z",
  snapshot: { distinctTickets: 10 },
  now: new Date("2025-07-02T00:05:00.000Z"),
  freshnessHours: 26,
};
const COUNTS = {
  ticket_records_in: 12,
  ticket_records_out: 12,
  log_records_in: 5,
  log_records_out: 5,
  log_entries_loaded: 4,
  log_entries: 4,
};

function warehouse(loads: number, counts: Record<string, number> = COUNTS): RecordedSession {
  return new RecordedSession({
    "select count(*) as loads": [{ loads }],
    [SQL.countWarehouse]: [counts],
    [SQL.countTickets]: [{ all_tickets: 10 }],
    "select dataset, last_loaded_at": [{ dataset: "tickets", last_loaded_at: "2025-07-02 00:03:00" }],
    "delete from ops.reconciliation": [],
    "insert into ops.reconciliation": [],
  });
}

describe("the reconciliation of an extraction", () => {
  it("compares nothing before the extraction is loaded", async () => {
    const session = warehouse(0);

    const result = await reconcileExtraction(session, SQL, RUN);

    expect(result).to.deep.equal({ isLoaded: false, mismatches: 0, ageMinutes: {} });
    expect(session.reads.map(({ parameters }) => parameters)).to.deep.equal([
      { source_object: RUN.sourceObject },
    ]);
  });

  it("finds a warehouse that holds what the source holds, and keeps every check by its run", async () => {
    const session = warehouse(1);

    const result = await reconcileExtraction(session, SQL, RUN);

    expect(result).to.deep.equal({ isLoaded: true, mismatches: 0, ageMinutes: { tickets: 2 } });
    const inserted = session.reads
      .filter(({ sql }) => sql.startsWith("insert"))
      .map(({ parameters }) => parameters);
    const run = { run_id: "2025-07-02T000000.000Z", checked_at: "2025-07-02 00:05:00.000", is_match: "true" };
    expect(inserted).to.deep.equal([
      { ...run, check_name: "tickets", source_value: "10", warehouse_value: "10" },
      { ...run, check_name: "ticket_records", source_value: "12", warehouse_value: "12" },
      { ...run, check_name: "log_records", source_value: "5", warehouse_value: "5" },
      { ...run, check_name: "log_entries", source_value: "4", warehouse_value: "4" },
      { ...run, check_name: "tickets_age_minutes", source_value: "1560", warehouse_value: "2" },
    ]);
  });

  it("counts what does not match: tickets that are missing, a record that is not accounted for", async () => {
    const session = warehouse(1, { ...COUNTS, log_records_out: 4 });

    const result = await reconcileExtraction(session, SQL, { ...RUN, snapshot: { distinctTickets: 11 } });

    expect(result.mismatches).to.equal(2);
  });
});
