import { expect } from "chai";
import * as contracts from "../../../runtime/contracts";
import { type Column, column, type Dataset } from "../../../runtime/contracts";
import { duckdbTable } from "../../../runtime/contracts/derive/duckdb-ddl";
import { parquetSchema } from "../../../runtime/contracts/derive/parquet-schema";
import { redshiftTable, redshiftType } from "../../../runtime/contracts/derive/redshift-ddl";

const DATASETS: readonly Dataset[] = Object.values(contracts).filter(
  (value): value is Dataset => typeof value === "object" && "grain" in value,
);
/** Endings of column names that promise a unit. */
const MEASURED = /_(ms|minutes|percent|bytes)$/;
/** Each type beside Redshift's name of it; texts have a width as well. */
const REDSHIFT_TYPES: ReadonlySet<string> = new Set([
  "int integer",
  "bigint bigint",
  "double double precision",
  "boolean boolean",
  "timestamp timestamp",
  "date date",
  "string[] super",
]);

describe("the contracts", () => {
  it("are those of docs/data.md: tickets, logs, their quarantine, the warehouse and its ledger", () => {
    expect(DATASETS.map(({ zone, name }) => `${zone} ${name}`).sort()).to.deep.equal([
      "ops ops.load_files",
      "ops ops.loads",
      "ops ops.log_positions",
      "ops ops.quarantine",
      "ops ops.reconciliation",
      "ops ops.stale_files",
      "processed logs",
      "processed tickets",
      "quarantine logs",
      "quarantine tickets",
      "warehouse dim_agent",
      "warehouse dim_date",
      "warehouse fact_log_entry",
      "warehouse fact_ticket",
    ]);
  });

  for (const dataset of DATASETS) {
    describe(`${dataset.zone} ${dataset.name}`, () => {
      const names = dataset.columns.map(({ name }) => name);

      it("has each column once, in snake case, with a description", () => {
        expect(new Set(names).size).to.equal(names.length);
        for (const { name, description } of dataset.columns) {
          expect(name).to.match(/^[a-z][a-z0-9_]*$/);
          expect(description, name).to.match(/^\S.*[^.\s]$/);
        }
      });

      it("has a key, and its sort and distribution keys, among its columns, and no key that may be NULL", () => {
        const { key, sortKey = [], distKey } = dataset;

        expect(key).to.not.deep.equal([]);
        expect(names).to.include.members([...key, ...sortKey, ...(distKey === undefined ? [] : [distKey])]);
        expect(key.filter((name) => column(dataset, name).nullable)).to.deep.equal([]);
      });

      it("has its partition, if any, beside its columns, a date of every row that a sort key orders", () => {
        const { partition, sortKey = [] } = dataset;

        if (dataset.zone !== "processed") {
          expect(partition).to.equal(undefined);
          return;
        }
        expect(names).to.not.include(partition?.name);
        expect(partition).to.include({ type: "date", description: `UTC date of ${sortKey[0]}` });
        expect(partition).to.not.have.property("nullable");
      });

      it("is of Redshift's types, with every text as wide as needed and none wider than Redshift takes", () => {
        const types = dataset.columns.map((one) => `${one.type} ${redshiftType(one)}`);
        const widths = types.flatMap((type) => /^string varchar\((\d+)\)$/.exec(type)?.[1] ?? []).map(Number);

        expect(
          types.filter((type) => !type.startsWith("string ") && !REDSHIFT_TYPES.has(type)),
        ).to.deep.equal([]);
        expect(widths).to.have.length(dataset.columns.filter(({ type }) => type === "string").length);
        expect(widths.filter((width) => width < 16 || width > 65_535)).to.deep.equal([]);
      });

      it("names booleans is_, times _at and dates _date, and gives measured numbers their unit", () => {
        const misnamed = dataset.columns.filter((one) => !isNamedByType(one)).map(({ name }) => name);
        const withoutUnit = dataset.columns
          .filter(({ name, unit }) => MEASURED.test(name) && unit === undefined)
          .map(({ name }) => name);

        expect(misnamed).to.deep.equal([]);
        expect(withoutUnit).to.deep.equal([]);
      });

      it("has the same columns in the same order in every form that is derived", () => {
        const columnsOf = (ddl: string): string[] =>
          [...ddl.matchAll(/^ {2}(\w+) /gm)].map(([, name]) => name ?? "");
        const topLevel = parquetSchema(dataset)
          .slice(1)
          .map(({ name }) => name)
          .filter((name) => name !== "list" && name !== "element");

        expect(columnsOf(duckdbTable(dataset))).to.deep.equal(names);
        expect(columnsOf(redshiftTable(dataset))).to.deep.equal(names);
        expect(topLevel).to.deep.equal(names);
      });
    });
  }
});

function isNamedByType({ name, type }: Column): boolean {
  if (type === "boolean") return name.startsWith("is_");
  if (type === "timestamp") return name.endsWith("_at");
  if (type === "date") return name.endsWith("_date");
  return !/^is_|_at$|_date$/.test(name) || name === "resume_at";
}
