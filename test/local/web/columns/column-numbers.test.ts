import { expect } from "chai";
import { answerPage } from "../../../../local/web/answer-page";
import type { ColumnTable } from "../../../../local/web/columns/column-table";
import { PageColumns } from "../../../../local/web/columns/page-columns";
import { readLedgerState } from "../../../../local/web/ledger-state";
import type { PageAnswer } from "../../../../local/web/page-answer";
import { PAGES, type Page, parseSelection } from "../../../../warehouse/dashboards";
import { LOG_PAGE } from "../../../../warehouse/dashboards/log-page";
import { TICKET_PAGE } from "../../../../warehouse/dashboards/ticket-page";
import { type MemoryWarehouse, openMemoryWarehouse } from "../../../warehouse/dashboards/memory-warehouse";
import { addSampleData } from "../sample-data";

const SELECTIONS: Readonly<Record<string, readonly string[]>> = {
  "support-tickets": [
    "",
    "range=7d",
    "range=1d&escalated=no",
    "from=2025-07-03&to=2025-07-20&agent=Sneha&agent=Arjun",
    "channel=Email&priority=High",
    "escalated=no",
    "agent=Nobody",
    "from=2030-01-01",
    "to=2025-07-01",
  ],
  "support-logs": [
    "",
    "range=7d",
    "range=1d&level=ERROR",
    "from=2025-07-05&to=2025-07-06",
    "level=ERROR&level=INFO&user_agent=curl%2F8.4.0",
    "user_agent=none",
    "to=2025-07-12",
  ],
};

/** Of half a row: runs by every column of few values; of more than there are: runs by no column. */
const LEAST_RUN_ROWS = [0.5, 64, 10_000] as const;

describe("numbers of a page out of its columns in memory", () => {
  let warehouse: MemoryWarehouse;

  beforeEach(async () => {
    warehouse = await openMemoryWarehouse();
  });

  afterEach(() => warehouse.close());

  for (const page of PAGES) {
    for (const address of SELECTIONS[page.id] ?? []) {
      it(`${page.id}?${address} is answered like the SQL of the definitions`, async () => {
        await addSampleData(warehouse, { tickets: 3_000, logEntries: 8_000 });

        const expected = rounded(await ask(warehouse, page, address));
        for (const leastRunRows of LEAST_RUN_ROWS) {
          const answer = await ask(warehouse, page, address, await columnsOf(warehouse, page, leastRunRows));
          expect(rounded(answer), `runs of ${leastRunRows} rows`).to.deep.equal(expected);
        }
      });
    }
  }

  it("tickets that no log entry is sure of and unknown times are left out, as NULL is in SQL", async () => {
    await warehouse.addLogEntries({ ticket_id: "A" }, { ticket_id: "A" }, { ticket_id: null });
    await warehouse.addTickets(
      { status: "Resolved", resolved_at: "2025-07-01 10:00:00", resolution_minutes: 60 },
      { status: "Resolved", resolved_at: "2025-07-01 11:00:00", resolution_minutes: 120 },
      { status: "Open" },
    );

    const logs = await ask(warehouse, LOG_PAGE, "", await columnsOf(warehouse, LOG_PAGE));
    const tickets = await ask(warehouse, TICKET_PAGE, "", await columnsOf(warehouse, TICKET_PAGE));

    expect(logs.cards).to.include({ log_entries: 3, tickets_logged: 1 });
    expect(tickets.visuals["resolution-by-priority"]?.rows).to.deep.equal([
      { key: "Low", series: null, values: [90, 90, 114] },
    ]);
  });

  it("an empty warehouse gives no data everywhere", async () => {
    const answer = await ask(warehouse, TICKET_PAGE, "", await columnsOf(warehouse, TICKET_PAGE));

    expect(answer).to.deep.equal(await ask(warehouse, TICKET_PAGE, ""));
  });
});

function ask(
  warehouse: MemoryWarehouse,
  page: Page,
  address: string,
  columns?: ColumnTable,
): Promise<PageAnswer> {
  const selection = parseSelection(page, new URLSearchParams(address));
  return answerPage(warehouse, page, selection, 0, new AbortController().signal, columns);
}

async function columnsOf(warehouse: MemoryWarehouse, page: Page, leastRunRows = 64): Promise<ColumnTable> {
  const limits = { leastRows: 0, mostRows: 10_000, mostAtOnce: 0, leastRunRows };
  const columns = new PageColumns(warehouse, page, limits);
  await columns.refresh();
  const table = columns.at(await readLedgerState(warehouse));
  await columns.close();
  if (table === undefined) throw new Error(`the columns of ${page.id} cannot be read`);
  return table;
}

/** Sums of doubles differ in their last digits by the order of summing. */
function rounded(answer: PageAnswer): unknown {
  return JSON.parse(JSON.stringify(answer), (_, value: unknown) =>
    typeof value === "number" ? Number(value.toPrecision(12)) : value,
  );
}
