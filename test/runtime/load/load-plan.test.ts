import { expect } from "chai";
import type { Dataset } from "../../../runtime/contracts";
import { type LoadBatch, type LoadPlan, planLoad } from "../../../runtime/load/load-plan";
import type { Staging, Statement } from "../../../runtime/load/staging";
import { STG_LOAD_FILES, STG_LOADS } from "../../../runtime/load/staging-tables";
import { allKept, transformedObject } from "./transformed";

const RUN = { runId: "run-7", loadedAt: new Date("2025-08-01T02:00:00Z") };

/** Says what it was asked for; each row as an object, by the table's columns. */
const staging: Staging = {
  putRows: (table, rows) => [said("rows of", table.name, ...rows.map((row) => byColumn(table, row)))],
  stageProcessed: (dataset, keys) => [said("processed", dataset, ...keys)],
  stageQuarantine: (dataset, keys) => [said("quarantine", dataset, ...keys)],
  stageLost: (dataset, files) => [said("lost", dataset, ...files)],
};

describe("the plan of a load", () => {
  it("stages what the ledger and the log position will say of each object, column by column", () => {
    const object = transformedObject({
      sourceVersion: "v3",
      counts: { recordsIn: 6, kept: 3, duplicate: 2, rejected: 1 },
      firstByte: 100,
      bytesRead: 900,
      position: { resumeAt: 950, fingerprint: "f00d" },
    });

    const [loads] = plan([object]).stage;

    expect(asked(loads)).to.deep.equal([
      "rows of",
      "stg_loads",
      {
        dataset: "logs",
        source_object: "logs/a.log",
        source_version: "v3",
        run_id: "run-7",
        records_in: 6,
        kept: 3,
        duplicate: 2,
        rejected: 1,
        first_byte: 100,
        bytes_read: 900,
        rule_version: "logs-1",
        transformed_at: "2025-08-01T01:00:00.000Z",
        loaded_at: "2025-08-01T02:00:00.000Z",
        resume_at: 950,
        fingerprint: "f00d",
      },
    ]);
  });

  it("stages no position for an object that has none, and 0 as 0", () => {
    const [loads] = plan([transformedObject({ position: { resumeAt: 0, fingerprint: "" } })]).stage;
    const [ticketLoads] = plan([transformedObject({ dataset: "tickets" })]).stage;

    expect(asked(loads)[2]).to.include({ resume_at: 0, fingerprint: "", kept: 0 });
    expect(asked(ticketLoads)[2]).to.include({ resume_at: null, fingerprint: null });
  });

  it("stages every file of the batch once, and notes of each which version it belongs to", () => {
    const batch = [
      transformedObject({
        sourceObject: "a",
        processedKeys: ["p/1", "p/2", "p/1"],
        quarantineKeys: ["q/1", "q/1"],
      }),
      transformedObject({ sourceObject: "b", sourceVersion: "2", processedKeys: ["p/3"] }),
    ];

    const [, files, processed, quarantine] = plan(batch).stage;

    const ofA = { dataset: "logs", source_object: "a", source_version: "1" };
    expect(asked(files)).to.deep.equal([
      "rows of",
      "stg_load_files",
      { ...ofA, file_key: "p/1" },
      { ...ofA, file_key: "p/2" },
      { ...ofA, file_key: "q/1" },
      { dataset: "logs", source_object: "b", source_version: "2", file_key: "p/3" },
    ]);
    expect(asked(processed)).to.deep.equal(["processed", "logs", "p/1", "p/2", "p/3"]);
    expect(asked(quarantine)).to.deep.equal(["quarantine", "logs", "q/1"]);
  });

  for (const [dataset, first, last] of [
    ["tickets", "tickets/stg_contested_tickets", "dimensions/insert_dates"],
    ["logs", "logs/delete_reloaded_log_entries", "dimensions/insert_dates"],
  ] as const) {
    it(`of ${dataset} writes the ledger in the same transaction, after the rows it counts and before the dates`, () => {
      const { apply, check, findLost, countLost } = plan([transformedObject({ dataset })]);

      const names = apply.map(({ sql }) => sql);
      const placeOf = (name: string): number => names.indexOf(name);
      expect([names.at(0), names.at(-1)]).to.deep.equal([first, last]);
      expect(placeOf(`${dataset}/stg_loaded`)).to.be.within(1, placeOf("ledger/delete_loads") - 1);
      expect(placeOf("ledger/delete_loads")).to.equal(placeOf("ledger/insert_loads") - 1);
      expect(placeOf("ledger/insert_loads")).to.be.lessThan(placeOf("dimensions/stg_dates"));
      expect(new Set(names).size).to.equal(names.length);
      expect(
        [check.sql, findLost.sql, countLost.sql].every((name) => name.startsWith(`${dataset}/`)),
      ).to.equal(true);
    });
  }

  it("recovers from the files that it is given, and only for its dataset", () => {
    const file = { sourceObject: "old", sourceVersion: "1", key: "p/old" };

    const recovered = plan([transformedObject({ dataset: "tickets" })]).recover([file]);

    expect(recovered.map(asked)).to.deep.equal([["lost", "tickets", file]]);
  });

  it("puts no name of an object, version or run into a statement's text", () => {
    const hostile = "x'); drop table fact_ticket; --";
    const object = transformedObject({ sourceObject: hostile, sourceVersion: hostile, ruleVersion: hostile });

    const { stage, check, findLost, countLost, findOtherFiles, apply, readLoaded } = planLoad(
      [object],
      { ...RUN, runId: hostile },
      (name) => name,
      { ...staging, putRows: ({ name }, rows) => [{ sql: `fill ${name}`, values: rows.flat() }] },
    );

    const texts = [...stage, check, findLost, countLost, findOtherFiles, ...apply, readLoaded].map(
      ({ sql }) => sql,
    );
    expect(texts.filter((sql) => sql.includes("drop table"))).to.deep.equal([]);
    expect(stage[0]?.values.filter((value) => value === hostile)).to.have.length(4);
  });

  it("is refused when an object's records are not all accounted for, with its numbers", () => {
    const counts = { recordsIn: 7, kept: 3, duplicate: 2, rejected: 1 };
    const batch = [
      transformedObject({ counts: allKept(1) }),
      transformedObject({ sourceObject: "logs/b.log", counts }),
    ];

    expect(() => plan(batch))
      .to.throw(
        "logs/b.log has 7 records but 3 kept, 2 duplicate and 1 rejected ones: nothing of its batch was loaded",
      )
      .with.property("code", "unbalanced_counts");
  });

  it("is refused for no object, for two datasets and for two versions of an object", () => {
    const logs = transformedObject();

    expect(() => plan([])).to.throw("at least one object");
    expect(() => plan([logs, transformedObject({ dataset: "tickets", sourceObject: "t" })])).to.throw(
      "one dataset only",
    );
    expect(() => plan([logs, transformedObject({ sourceVersion: "2" })])).to.throw(
      "one version of a source object",
    );
  });
});

describe("the staging tables of a load", () => {
  it("say all that the ledger does but the number that only the load knows", () => {
    const names = STG_LOADS.columns.map(({ name }) => name);

    expect(names).to.include.members([
      "records_in",
      "kept",
      "duplicate",
      "rejected",
      "loaded_at",
      "resume_at",
    ]);
    expect(names).to.not.include("loaded");
    expect(STG_LOADS.columns.filter(({ nullable }) => nullable).map(({ name }) => name)).to.deep.equal([
      "resume_at",
      "fingerprint",
    ]);
    expect(STG_LOAD_FILES.columns.map(({ name }) => name)).to.deep.equal([
      "dataset",
      "source_object",
      "source_version",
      "file_key",
    ]);
  });
});

function plan(batch: LoadBatch): LoadPlan {
  return planLoad(batch, RUN, (name) => name, staging);
}

function said(...parts: readonly unknown[]): Statement {
  return { sql: JSON.stringify(parts), values: [] };
}

function asked(statement: Statement | undefined): unknown[] {
  return JSON.parse(statement?.sql ?? "") as unknown[];
}

function byColumn({ columns }: Dataset, row: readonly unknown[]): Record<string, unknown> {
  expect(row).to.have.length(columns.length);
  return Object.fromEntries(columns.map(({ name }, index) => [name, row[index]]));
}
