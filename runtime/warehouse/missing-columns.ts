import type { Column, Dataset } from "../contracts";
import { redshiftType } from "../contracts/derive/redshift-ddl";
import { CareplusError } from "../errors";

/** Columns that a warehouse has, by table name as in the contracts. */
export type PresentColumns = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * `alter table … add column` for what a contract gained since its table was made. Loads name their columns, so they
 * go on while a column is added; its older rows are NULL.
 *
 * @throws CareplusError `schema_changed` when the new column may not be NULL: older rows would have no value
 */
export function missingColumns(tables: readonly Dataset[], present: PresentColumns): readonly string[] {
  return tables.flatMap((table) => {
    const columns = present.get(table.name);
    if (columns === undefined) return [];
    return table.columns.filter(({ name }) => !columns.has(name)).map((column) => addColumn(table, column));
  });
}

function addColumn(table: Dataset, column: Column): string {
  if (!column.nullable)
    throw new CareplusError(
      "schema_changed",
      `${table.name}.${column.name} is new and may not be NULL, but the table has rows: let the contract allow NULL.`,
    );
  return `alter table ${table.name} add column ${column.name} ${redshiftType(column)}`;
}
