import { expect } from "chai";
import fc from "fast-check";
import type { LocalWarehouse } from "../../../../local/warehouse/local-warehouse";
import { openWarehouse } from "../../../../local/warehouse/open";
import { answerPage } from "../../../../local/web/answer-page";
import type { ColumnTable } from "../../../../local/web/columns/column-table";
import { PageColumns } from "../../../../local/web/columns/page-columns";
import { readLedgerState } from "../../../../local/web/ledger-state";
import type { PageAnswer } from "../../../../local/web/page-answer";
import type { TransformedObject } from "../../../../runtime/load/transformed-object";
import { defaultSelection, type Page } from "../../../../warehouse/dashboards";
import { LOG_PAGE } from "../../../../warehouse/dashboards/log-page";
import { TICKET_PAGE } from "../../../../warehouse/dashboards/ticket-page";
import { type FixtureRow, LakeFixture } from "../../warehouse/lake-fixture";

const RUNS = { numRuns: 12, endOnFailure: true };
// Runs of half a row: by every column that has few values.
const ANY_SIZE = { leastRows: 0, mostRows: 1_000, mostAtOnce: 1_000, leastRunRows: 0.5 };

/** One load: of which object, in which version, with which rows; and whether columns are then read in full. */
interface Load {
  readonly object: number;
  readonly version: number;
  readonly firstByte: number;
  readonly rows: readonly FixtureRow[];
  readonly isQuiet: boolean;
}

/** Twice the same entry has the same content, as an entry's id is a hash of it. */
const entry = fc.integer({ min: 1, max: 12 }).map((number) => ({
  entry_id: `e${number}`,
  logged_at: `2025-07-0${1 + (number % 3)} 0${number % 10}:00:00`,
  level: ["INFO", "ERROR", "DEBUG"][number % 3] ?? "",
  ticket_id: number % 4 === 0 ? null : `T${number % 5}`,
  response_time_ms: number * 130,
  cpu_percent: number * 3.5,
  is_error: number % 3 === 1,
  user_agent: `agent ${number % 2}`,
}));

const ticket = fc
  .record({
    number: fc.integer({ min: 1, max: 6 }),
    status: fc.constantFrom("Open", "Resolved", "Escalated"),
    raw: fc.integer({ min: 1, max: 5 }),
  })
  .map(({ number, status, raw }) => ({
    ticket_id: `T${number}`,
    created_at: `2025-07-0${1 + (number % 3)} 08:00:00`,
    agent: `agent ${number % 2}`,
    status,
    resolved_at: status === "Open" ? null : `2025-07-0${raw} 09:00:00`,
    resolution_minutes: status === "Open" ? null : raw * 60,
    row_hash: `${number} ${status} ${raw}`,
  }));

function loads(row: fc.Arbitrary<FixtureRow>, key: string, mostObjects: number): fc.Arbitrary<Load[]> {
  const load = fc.record({
    object: fc.nat(mostObjects - 1),
    version: fc.nat(1),
    firstByte: fc.constantFrom(0, 0, 300),
    rows: fc.uniqueArray(row, { maxLength: 5, selector: (each) => each[key] }),
    isQuiet: fc.boolean(),
  });
  return fc.array(load, { minLength: 2, maxLength: 7 });
}

const transformLogs = (lake: LakeFixture, { object, version, firstByte, rows }: Load) =>
  lake.logs(
    `logs/${object}.log`,
    `v${version}`,
    rows.map((row, index) => ({ ...row, byte_offset: firstByte + index * 100 })),
    [],
    { firstByte },
  );

const transformTickets = (lake: LakeFixture, { object, rows }: Load) =>
  lake.tickets(
    `tickets/e${object}`,
    rows.map((row) => ({ ...row, extracted_at: `2025-08-0${1 + object} 00:00:00` })),
  );

describe("columns of a page beside any history of loads", () => {
  for (const { page, history, transform } of [
    {
      page: LOG_PAGE,
      history: loads(entry, "entry_id", 4),
      transform: transformLogs,
    },
    {
      page: TICKET_PAGE,
      history: loads(ticket, "ticket_id", 4),
      transform: transformTickets,
    },
  ] as const) {
    it(`answer ${page.id} like SQL, or not at all`, async function () {
      this.timeout(120_000);
      let appended = 0;
      await fc.assert(
        fc.asyncProperty(history, async (all) => {
          appended += await replay(page, all, transform);
        }),
        RUNS,
      );

      expect(appended, "loads whose rows were appended").to.be.greaterThan(0);
    });
  }

  it("are not taken for the newest when a load is repeated that leaves as many rows as there were", async () => {
    // Given up by the second extraction, the ticket is again what the first one says: one row went and one came.
    const opened = { ticket_id: "T1", status: "Open", row_hash: "1" };
    const resolved = { ...opened, status: "Resolved", resolved_at: "2025-07-02 09:00:00", row_hash: "2" };
    const history = [
      { object: 0, rows: [opened], isQuiet: false },
      { object: 1, rows: [resolved], isQuiet: true },
      { object: 1, rows: [], isQuiet: false },
    ].map((load) => ({ version: 0, firstByte: 0, ...load }));

    const appended = await replay(TICKET_PAGE, history, transformTickets);

    expect(appended).to.equal(1);
  });
});

/** Compares after each load; returns how often the columns of before were caught up with. */
async function replay(
  page: Page,
  history: readonly Load[],
  transform: (lake: LakeFixture, load: Load) => Promise<TransformedObject>,
): Promise<number> {
  const lake = await LakeFixture.create();
  const warehouse = await openWarehouse(lake.stateDir, { threads: 1 });
  const columns = new PageColumns(warehouse, page, ANY_SIZE);
  let appended = 0;
  try {
    await columns.refresh();
    for (const [index, load] of history.entries()) {
      const now = new Date(Date.UTC(2025, 7, 5) + index * 1_000);
      await warehouse.load([await transform(lake, load)], lake, "run", now);
      await columns.catchUp();
      appended += await compare(warehouse, page, columns);
      if (load.isQuiet) await columns.refresh();
      if (load.isQuiet) expect(await compare(warehouse, page, columns)).to.equal(1);
    }
  } finally {
    await columns.close();
    await warehouse.close();
    await lake.remove();
  }
  return appended;
}

/** How many tables of columns were compared: one, or none where there is none of the newest state. */
async function compare(warehouse: LocalWarehouse, page: Page, columns: PageColumns): Promise<number> {
  const table = columns.at(await readLedgerState(warehouse));
  if (table === undefined) return 0;
  expect(rounded(await ask(warehouse, page, table))).to.deep.equal(rounded(await ask(warehouse, page)));
  return 1;
}

function ask(warehouse: LocalWarehouse, page: Page, table?: ColumnTable): Promise<PageAnswer> {
  const everything = defaultSelection(page);
  return answerPage(warehouse, page, everything, 0, new AbortController().signal, table);
}

/** Sums of doubles differ in their last digits by the order of summing. */
function rounded(answer: PageAnswer): unknown {
  return JSON.parse(JSON.stringify(answer), (_, value: unknown) =>
    typeof value === "number" ? Number(value.toPrecision(12)) : value,
  );
}
