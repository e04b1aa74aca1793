import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { LocalWarehouse } from "../../../local/warehouse/local-warehouse";
import { valuesOf } from "../../fixtures/yaml-values";
import { eachHasEmptyWarehouse } from "../../local/warehouse/empty-warehouse";
import type { LakeFixture } from "../../local/warehouse/lake-fixture";

const DIR = join(__dirname, "../../../warehouse/rpt");
const VIEWS = readdirSync(DIR)
  .filter((name) => name.endsWith(".sql"))
  .map((name) => name.slice(0, -".sql".length));
const NOW = new Date("2025-08-01T02:00:00Z");
const DUCKDB_TYPES: Readonly<Record<string, string>> = { string: "VARCHAR", int: "INTEGER" };

describe("the rpt views", () => {
  let lake: LakeFixture;
  let warehouse: LocalWarehouse;

  eachHasEmptyWarehouse((made) => {
    ({ lake, warehouse } = made);
  });

  for (const view of VIEWS) {
    it(`rpt.${view} has the columns, in type and order, that its description lists`, async () => {
      const yaml = readFileSync(join(DIR, `${view}.yml`), "utf8");
      const [name, ...columns] = valuesOf(yaml, "name");
      const types = valuesOf(yaml, "type").map((type) => DUCKDB_TYPES[type] ?? type.toUpperCase());

      const described = await warehouse.query(`describe rpt.${view}`);

      expect(name).to.equal(`rpt.${view}`);
      expect(described.map((row) => `${row.column_name} ${row.column_type}`)).to.deep.equal(
        columns.map((column, index) => `${column} ${types[index]}`),
      );
      expect(valuesOf(yaml, "description")).to.have.length(columns.length);
    });

    it(`rpt.${view} reads what its description names, and names its columns one by one`, () => {
      const yaml = readFileSync(join(DIR, `${view}.yml`), "utf8");
      const sql = readFileSync(join(DIR, `${view}.sql`), "utf8").replaceAll(/^--.*$/gm, "");
      const steps = [...sql.matchAll(/^(?:with )?(\w+) as \(/gm)].map((match) => match[1]);
      const read = [...sql.matchAll(/\b(?:from|cross join|left join|join) ([\w.]+)/g)].map(
        (match) => match[1],
      );

      expect(new Set(read.filter((name) => !steps.includes(name)))).to.deep.equal(
        new Set((valuesOf(yaml, "reads")[0] ?? "").slice(1, -1).split(", ")),
      );
      expect(sql).to.not.match(/select\s+\*/);
    });
  }

  it("put a response time into the range that begins with it", async () => {
    const times = [0, 499, 500, 999, 1000, 1499, 1500, 86_400_000];
    const entries = times.map((time) => ({ entry_id: `e${time}`, response_time_ms: time }));
    await warehouse.load([await lake.logs("logs/a.log", "1", entries)], lake, "run", NOW);

    const rows = await warehouse.query(
      "select response_time_ms as t, response_time_range as r from rpt.log_entries order by 1",
    );

    expect(rows.map(({ t, r }) => `${t} in ${r}`)).to.deep.equal([
      "0 in 0–499 ms",
      "499 in 0–499 ms",
      "500 in 500–999 ms",
      "999 in 500–999 ms",
      "1000 in 1000–1499 ms",
      "1499 in 1000–1499 ms",
      "1500 in 1500+ ms",
      "86400000 in 1500+ ms",
    ]);
  });

  it("know a ticket of the tickets and of the logs once, and none for entries about no ticket", async () => {
    await warehouse.load([await lake.tickets("tickets/e1", [{ ticket_id: "T1" }])], lake, "run", NOW);
    const entries = ["T1", "T2", null].map((id) => ({ entry_id: `e${id}`, ticket_id: id }));
    await warehouse.load([await lake.logs("logs/a.log", "1", entries)], lake, "run", NOW);

    const rows = await warehouse.query("select ticket_id from rpt.ticket_numbers order by 1");

    expect(rows.map((row) => row.ticket_id)).to.deep.equal(["T1", "T2"]);
  });

  it("name every agent once, and every day from the first to the last", async () => {
    const tickets = [
      { ticket_id: "T1", agent: "Ravi", created_at: "2025-07-01 10:00:00", created_date: "2025-07-01" },
      { ticket_id: "T2", agent: "Ravi", created_at: "2025-07-03 10:00:00", created_date: "2025-07-03" },
    ];
    await warehouse.load([await lake.tickets("tickets/e1", tickets)], lake, "run", NOW);

    const agents = await warehouse.query("select * from rpt.agents");
    const days = await warehouse.query("select calendar_date, iso_day_of_week from rpt.dates order by 1");

    expect(agents).to.deep.equal([
      { agent: "Ravi", first_ticket_date: "2025-07-01", last_ticket_date: "2025-07-03" },
    ]);
    expect(
      days.map(({ calendar_date, iso_day_of_week }) => `${calendar_date} ${iso_day_of_week}`),
    ).to.deep.equal(["2025-07-01 2", "2025-07-02 3", "2025-07-03 4"]);
  });

  it("count a rejected record for each rule it breaks", async () => {
    const rejected = [{ reasons: ["unknown_status", "unknown_priority"] }, { reasons: ["unknown_priority"] }];
    await warehouse.load([await lake.tickets("tickets/e1", [], rejected)], lake, "run", NOW);

    const rows = await warehouse.query("select dataset, reason, records from rpt.rejections order by reason");

    expect(rows.map(({ dataset, reason, records }) => `${dataset} ${reason} ${records}`)).to.deep.equal([
      "tickets unknown_priority 2",
      "tickets unknown_status 1",
    ]);
  });

  it("say of a rejected record whether the ticket keeps an older version", async () => {
    await warehouse.load([await lake.tickets("tickets/e1", [{ ticket_id: "T1" }])], lake, "run", NOW);
    const rejected = [{ record_key: "T1" }, { record_key: "T2" }];
    await warehouse.load([await lake.tickets("tickets/e2", [], rejected)], lake, "run", NOW);

    const rows = await warehouse.query(
      "select record_key as k, kept_version_at is not null as is_kept from rpt.quarantine order by 1",
    );

    expect(rows).to.deep.equal([
      { k: "T1", is_kept: true },
      { k: "T2", is_kept: false },
    ]);
  });

  it("tell the newest row and the last load of each dataset that was ever loaded", async () => {
    const tickets = [{ ticket_id: "T1" }, { ticket_id: "T2", created_at: "2025-07-05 10:00:00" }];
    await warehouse.load([await lake.tickets("tickets/e1", tickets)], lake, "run", NOW);
    await warehouse.load([await lake.logs("logs/a.log", "1", [])], lake, "run", NOW);

    const rows = await warehouse.query("select * from rpt.freshness order by dataset");

    expect(rows).to.deep.equal([
      { dataset: "logs", newest_row_at: null, last_loaded_at: "2025-08-01T02:00:00.000Z" },
      {
        dataset: "tickets",
        newest_row_at: "2025-07-05T10:00:00.000Z",
        last_loaded_at: "2025-08-01T02:00:00.000Z",
      },
    ]);
  });

  it("give each load with its numbers, as the transformation counted them and the warehouse took them", async () => {
    const counts = { recordsIn: 6, kept: 2, duplicate: 3, rejected: 1 };
    const tickets = [{ ticket_id: "T1" }, { ticket_id: "T2" }];
    await warehouse.load([await lake.tickets("tickets/e1", tickets, [{}], { counts })], lake, "run-7", NOW);

    const rows = await warehouse.query(
      "select dataset, source_object, run_id, records_in, kept, duplicate, rejected, loaded from rpt.loads",
    );

    expect(rows).to.deep.equal([
      {
        dataset: "tickets",
        source_object: "tickets/e1",
        run_id: "run-7",
        records_in: 6,
        kept: 2,
        duplicate: 3,
        rejected: 1,
        loaded: 2,
      },
    ]);
  });

  it("give the day on which a ticket was resolved, and none for one that is open", async () => {
    const tickets = [
      { ticket_id: "T1", status: "Resolved", resolved_at: "2025-07-01 23:59:59", resolution_minutes: 1426 },
      { ticket_id: "T2", status: "Resolved", resolved_at: "2025-07-02 00:00:00", resolution_minutes: 1427 },
      { ticket_id: "T3" },
    ];
    await warehouse.load([await lake.tickets("tickets/e1", tickets)], lake, "run", NOW);

    const rows = await warehouse.query("select ticket_id, resolved_date from rpt.tickets order by 1");

    expect(rows).to.deep.equal([
      { ticket_id: "T1", resolved_date: "2025-07-01" },
      { ticket_id: "T2", resolved_date: "2025-07-02" },
      { ticket_id: "T3", resolved_date: null },
    ]);
  });
});
