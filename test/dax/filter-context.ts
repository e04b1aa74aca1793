/** BLANK is null; dates and times are text. */
export type Value = number | string | boolean | null;
export type DaxRow = Readonly<Record<string, Value>>;

export interface DaxRelationship {
  readonly from: { readonly table: string; readonly column: string };
  readonly to: { readonly table: string; readonly column: string };
  readonly isActive: boolean;
}

export interface DaxModel {
  readonly tables: ReadonlyMap<string, readonly DaxRow[]>;
  readonly relationships: readonly DaxRelationship[];
  readonly measures: ReadonlyMap<string, string>;
}

/** Lets the rows through whose column has an accepted value. */
export interface ColumnFilter {
  readonly table: string;
  readonly column: string;
  readonly accepts: (value: Value) => boolean;
}

export interface FilterContext {
  readonly filters: readonly ColumnFilter[];
  /** Inactive relationships that a measure has switched on; they stand in for the active one of the same tables. */
  readonly used: readonly DaxRelationship[];
}

/** A fact without its row in the other table belongs to that table's blank row: every column of it is BLANK. */
const BLANK_ROW: DaxRow = {};

/** The rows of a table that the context leaves: by filters on it, and on the tables it relates to. */
export function visibleRows(model: DaxModel, table: string, context: FilterContext): readonly DaxRow[] {
  const rows = model.tables.get(table);
  if (rows === undefined) throw new Error(`there is no table ${table}`);
  const own = context.filters.filter((filter) => filter.table === table);
  const links = activeLinks(model, table, context).map((link) => {
    const filters = context.filters.filter((filter) => filter.table === link.to.table);
    return {
      column: link.from.column,
      filters,
      targets: filters.length === 0 ? undefined : index(model, link),
    };
  });
  return rows.filter(
    (row) =>
      passes(row, own) &&
      links.every(({ column, filters, targets }) => {
        if (targets === undefined) return true;
        return passes(targets.get(row[column] ?? null) ?? BLANK_ROW, filters);
      }),
  );
}

function activeLinks(model: DaxModel, table: string, { used }: FilterContext): DaxRelationship[] {
  return model.relationships.filter((link) => {
    if (link.from.table !== table) return false;
    const instead = used.find(({ from, to }) => from.table === table && to.table === link.to.table);
    return instead === undefined ? link.isActive : instead === link;
  });
}

function index(model: DaxModel, { to }: DaxRelationship): Map<Value, DaxRow> {
  return new Map((model.tables.get(to.table) ?? []).map((row) => [row[to.column] ?? null, row]));
}

function passes(row: DaxRow, filters: readonly ColumnFilter[]): boolean {
  return filters.every(({ column, accepts }) => accepts(row[column] ?? null));
}
