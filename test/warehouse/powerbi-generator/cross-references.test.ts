import { expect } from "chai";
import { type MemoryWarehouse, openMemoryWarehouse } from "../dashboards/memory-warehouse";
import { readRelationshipEnds, readReportJson, readTables } from "./read-project";

interface Reference {
  readonly kind: string;
  readonly entity: string;
  readonly property: string;
}

describe("references of the committed Power BI project", () => {
  const tables = readTables();
  let warehouse: MemoryWarehouse;

  before(async () => {
    warehouse = await openMemoryWarehouse();
  });

  after(() => warehouse.close());

  it("every column's source is in its rpt view, or made by the table's own query", async () => {
    for (const { name, view, columns, made } of tables.values()) {
      const rows = await warehouse.query(`select column_name from (describe ${view})`);
      const known = [...rows.map((row) => String(row.column_name)), ...made];

      for (const { source } of columns.values()) expect(known, `${name}: ${source}`).to.include(source);
    }
  });

  it("every column that another is sorted by is in the table", () => {
    for (const { columns } of tables.values()) {
      for (const { sortBy } of columns.values()) if (sortBy) expect([...columns.keys()]).to.include(sortBy);
    }
  });

  it("every end of a relationship is a column of the model", () => {
    const ends = readRelationshipEnds();

    expect(ends).to.have.length(12);
    for (const [table, column] of ends) expect([...tables.get(table)!.columns.keys()]).to.include(column);
  });

  it("every table, column and measure that a measure names is in the model", () => {
    const measures = [...tables.values()].flatMap((table) => [...table.measures.keys()]);
    let count = 0;

    for (const dax of [...tables.values()].flatMap((table) => [...table.measures.values()])) {
      const bare = dax.replaceAll(/"[^"]*"/g, "");
      for (const [, table, column] of bare.matchAll(/'([^']+)'(?:\[([^\]]+)\])?/g)) {
        expect(tables.has(table!), dax).to.equal(true);
        if (column !== undefined) expect([...tables.get(table!)!.columns.keys()], dax).to.include(column);
        count += 1;
      }
      for (const [, measure] of bare.matchAll(/(?<!')\[([^\]]+)\]/g))
        expect(measures, dax).to.include(measure);
    }
    expect(count).to.be.greaterThan(20);
  });

  it("every column and measure that a page or visual names is in the model", () => {
    for (const [file, value] of readReportJson()) {
      for (const { kind, entity, property } of referencesOf(value)) {
        const table = tables.get(entity);
        const names = kind === "Measure" ? table?.measures.keys() : table?.columns.keys();
        expect([...(names ?? [])], `${file}: ${entity}.${property}`).to.include(property);
      }
    }
  });

  it("no measure is unused, neither by a visual nor by another measure", () => {
    const shown = [...readReportJson().values()].flatMap(referencesOf).map(({ property }) => property);
    const texts = [...tables.values()].flatMap((table) => [...table.measures.values()]);

    for (const name of [...tables.values()].flatMap((table) => [...table.measures.keys()])) {
      const isNamed = texts.some((dax) => dax.includes(`[${name}]`));
      expect(isNamed || shown.includes(name), name).to.equal(true);
    }
  });

  it("no measure has the name of another one, or of a column of its table", () => {
    const names = [...tables.values()].flatMap((table) => [...table.measures.keys()]);

    expect(new Set(names.map((name) => name.toLowerCase())).size).to.equal(names.length);
    for (const { columns, measures } of tables.values()) {
      for (const name of measures.keys()) expect([...columns.keys()]).to.not.include(name);
    }
  });
});

/** Every column and measure that a JSON value names, wherever it stands. */
function referencesOf(value: unknown): Reference[] {
  if (Array.isArray(value)) return value.flatMap(referencesOf);
  if (typeof value !== "object" || value === null) return [];
  const own = ["Column", "Measure"].flatMap((kind) => {
    const found = (value as Record<string, Record<string, unknown> | undefined>)[kind];
    if (typeof found?.Property !== "string") return [];
    const source = (found.Expression as { SourceRef: { Entity: string } }).SourceRef;
    return [{ kind, entity: source.Entity, property: found.Property }];
  });
  return [...own, ...Object.values(value).flatMap(referencesOf)];
}
