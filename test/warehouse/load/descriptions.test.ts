import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { expect } from "chai";
import { bindings } from "../../../local/warehouse/duckdb-bindings";
import { duckdbStaging } from "../../../local/warehouse/duckdb-staging";
import { openWarehouse } from "../../../local/warehouse/open";
import { readRows } from "../../../local/warehouse/run-sql";
import { connectInUtc, openToWrite } from "../../../local/warehouse/warehouse-file";
import { type LoadBatch, planLoad } from "../../../runtime/load/load-plan";
import type { Statement } from "../../../runtime/load/staging";
import { valuesOf } from "../../fixtures/yaml-values";
import { LakeFixture } from "../../local/warehouse/lake-fixture";

const DIR = join(__dirname, "../../../warehouse/load");
const FILES = readdirSync(DIR, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".sql"))
  .map((file) => file.replaceAll("\\", "/").slice(0, -".sql".length));
const RUN = { runId: "run", loadedAt: new Date("2025-08-02T00:00:00Z") };
const DUCKDB_TYPES: Readonly<Record<string, string>> = { string: "VARCHAR" };

/** Files that give rows, or leave them in a table; the others insert, delete or update. */
const RELATIONS = FILES.filter((name) => /^(create temp table|select|with)\b/.test(codeOf(name)));

/**
 * Rows after the loads below. First TCK1 and T2 of e1, T0 of e0; e1 and e2 of a.log, e9 of z.log. Then, as the batch:
 * e1 without T2 and a newer TCK1 of e2; a.log without e2, and b.log with e1 and e3.
 */
const ROWS: Readonly<Record<string, number>> = {
  "dimensions/stg_agents": 1,
  "dimensions/stg_dates": 1,
  "ledger/find_other_files": 1,
  "ledger/find_stale_files": 0,
  "logs/count_lost_log_entries": 1,
  "logs/find_miscounted_objects": 0,
  "logs/stg_loaded": 2,
  "logs/stg_lost_log_entries": 1,
  "logs/stg_skipped_log_entries": 1,
  "reconciliation/count_tickets": 1,
  "reconciliation/count_warehouse": 1,
  "tickets/count_lost_tickets": 1,
  "tickets/find_miscounted_objects": 0,
  "tickets/stg_contested_tickets": 1,
  "tickets/stg_loaded": 2,
  "tickets/stg_lost_tickets": 1,
  "tickets/stg_outranked_tickets": 1,
  "tickets/stg_skipped_tickets": 1,
  "tickets/stg_unchanged_tickets": 1,
};

describe("the load statements that give rows", () => {
  let lake: LakeFixture;
  let instance: DuckDBInstance;
  const connections: Partial<Record<string, DuckDBConnection>> = {};

  before(async () => {
    lake = await LakeFixture.create();
    const warehouse = await openWarehouse(lake.stateDir, { threads: 1 });
    const before = [
      await lake.tickets("tickets/e0", [{ ticket_id: "T0" }]),
      await lake.tickets("tickets/e1", [{}, { ticket_id: "T2" }]),
      await lake.logs("logs/a.log", "1", [{}, { entry_id: "e2" }]),
      await lake.logs("logs/z.log", "1", [{ entry_id: "e9" }]),
    ];
    await warehouse.load(before, lake, "run", RUN.loadedAt);
    await warehouse.close();
    instance = await openToWrite(lake.stateDir, { threads: 1 });
    const newer = { row_hash: "h2", extracted_at: "2025-08-02 00:00:00" };
    connections.tickets = await loaded([
      await lake.tickets("tickets/e1", [{}], [{}]),
      await lake.tickets("tickets/e2", [newer]),
    ]);
    connections.logs = await loaded([
      await lake.logs("logs/a.log", "1", [{}], [{}]),
      await lake.logs("logs/b.log", "1", [{}, { entry_id: "e3" }]),
    ]);
  });
  after(async () => {
    for (const connection of Object.values(connections)) connection?.closeSync();
    instance.closeSync();
    await lake.remove();
  });

  /** Runs a plan's statements up to its end; the staging tables stay with the connection. */
  async function loaded(batch: LoadBatch): Promise<DuckDBConnection> {
    const connection = await connectInUtc(instance);
    const plan = planLoad(
      batch,
      RUN,
      (name) => sqlOf(name),
      duckdbStaging((key) => lake.pathOf(key)),
    );
    const statements: readonly Statement[] = [...plan.stage, plan.findLost, ...plan.apply];
    for (const { sql, values } of statements) {
      const bound = bindings(values);
      await connection.run(sql, bound.values, bound.types);
    }
    return connection;
  }

  const connectionOf = (name: string): DuckDBConnection => {
    const connection = connections[name.startsWith("logs/") ? "logs" : "tickets"];
    if (connection === undefined) throw new Error("nothing was loaded");
    return connection;
  };

  it("are described each, and the statements that only write are not", () => {
    const described = FILES.filter((name) => existsSync(join(DIR, `${name}.yml`)));

    expect(RELATIONS).to.have.members(Object.keys(ROWS));
    expect(described).to.have.members(RELATIONS);
  });

  for (const name of RELATIONS) {
    describe(name, () => {
      const yaml = readFileSync(join(DIR, `${name}.yml`), "utf8");
      const code = codeOf(name);
      const table = /^create temp table (\w+)/.exec(code)?.[1];
      const key = (valuesOf(yaml, "key")[0] ?? "").slice(1, -1);

      it("has the columns, in type and order, that its description lists", async () => {
        const [itself, ...columns] = valuesOf(yaml, "name");
        const types = valuesOf(yaml, "type").map((type) => DUCKDB_TYPES[type] ?? type.toUpperCase());

        const described = await readRows(connectionOf(name), `describe ${table ?? code}`);

        expect(itself).to.equal(name.split("/")[1]);
        expect(described.map((row) => `${row.column_name} ${row.column_type}`)).to.deep.equal(
          columns.map((column, index) => `${column} ${types[index]}`),
        );
        expect(valuesOf(yaml, "description")).to.have.length(columns.length);
        expect(valuesOf(yaml, "grain")).to.have.length(1);
      });

      it("has one row a key, and as many as worked out", async () => {
        const rows = await readRows(connectionOf(name), table === undefined ? code : `from ${table}`);

        const keys = rows.map((row) => JSON.stringify(key.split(", ").map((column) => row[column])));
        expect(rows).to.have.length(ROWS[name] ?? -1);
        expect(new Set(keys).size).to.equal(rows.length);
      });

      it("reads the relations that its description names", () => {
        const steps = [...code.matchAll(/(?:^|\bwith )(\w+) as \(/gm)].map((match) => match[1]);
        const read = [...code.matchAll(/\b(?:from|join) ([a-z_.]+)/g)].map((match) => match[1]);

        expect(new Set(read.filter((one) => !steps.includes(one)))).to.deep.equal(
          new Set((valuesOf(yaml, "reads")[0] ?? "").slice(1, -1).split(", ")),
        );
      });
    });
  }
});

function sqlOf(name: string): string {
  return readFileSync(join(DIR, `${name}.sql`), "utf8");
}

function codeOf(name: string): string {
  return sqlOf(name)
    .replaceAll(/^--.*\n/gm, "")
    .trim();
}
