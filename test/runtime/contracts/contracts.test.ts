import { expect } from "chai";
import * as contracts from "../../../runtime/contracts";
import { type Column, column, type Dataset } from "../../../runtime/contracts";
import { duckdbTable } from "../../../runtime/contracts/derive/duckdb-ddl";
import { parquetSchema } from "../../../runtime/contracts/derive/parquet-schema";
import { redshiftTable } from "../../../runtime/contracts/derive/redshift-ddl";

const DATASETS: readonly Dataset[] = Object.values(contracts).filter(
  (value): value is Dataset => typeof value === "object" && "grain" in value,
);
/** Endings of column names that promise a unit. */
const MEASURED = /_(ms|minutes|percent|bytes)$/;

describe("the contracts", () => {
  it("are those of DATA.md: tickets, logs, their quarantine, the warehouse and its ledger", () => {
    expect(DATASETS.map(({ zone, name }) => `${zone} ${name}`).sort()).to.deep.equal([
      "ops ops.load_files",
      "ops ops.loads",
      "ops ops.log_positions",
      "ops ops.quarantine",
      "ops ops.reconciliation",
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
