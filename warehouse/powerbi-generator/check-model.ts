import { CareplusError } from "../../runtime/errors";
import { daxReferences } from "./dax-references";
import { MODEL_TABLES } from "./model-definition";
import type { ModelMeasure } from "./model-measures";

/**
 * Stops at the first measure that names a table, column or measure that is not in the model, or that is called
 * like a column of its table, which the engine refuses.
 *
 * @throws CareplusError `powerbi_dax`
 */
export function checkMeasures(measures: readonly ModelMeasure[]): void {
  const columnsOf = new Map(
    MODEL_TABLES.map(({ name, columns }) => [name, columns.map((column) => column.name)]),
  );
  const names = measures.map(({ name }) => name);
  for (const { name, table, measure } of measures) {
    const found = daxReferences(measure.dax);
    for (const other of found.tables) {
      if (!columnsOf.has(other)) throw unknown(name, `the table '${other}'`);
    }
    for (const { table: other, column } of found.columns) {
      if (!columnsOf.get(other)?.includes(column)) throw unknown(name, `the column '${other}'[${column}]`);
    }
    for (const other of found.measures) {
      if (!names.includes(other)) throw unknown(name, `the measure [${other}]`);
    }
    if (columnsOf.get(table)?.includes(name)) {
      throw new CareplusError("powerbi_dax", `the measure ${name} has the name of a column of '${table}'`);
    }
  }
}

function unknown(measure: string, what: string): CareplusError {
  return new CareplusError(
    "powerbi_dax",
    `the measure ${measure} names ${what}, which the model does not have`,
  );
}
