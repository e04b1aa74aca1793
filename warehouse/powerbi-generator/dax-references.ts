/** What a DAX expression refers to. */
export interface DaxReferences {
  readonly tables: readonly string[];
  readonly columns: readonly { readonly table: string; readonly column: string }[];
  readonly measures: readonly string[];
}

/** `'Table'[Column]`, `'Table'` or `[Measure]`; texts in quotation marks are passed over. */
const REFERENCE = /"(?:[^"]|"")*"|'((?:[^']|'')+)'(?:\[([^\]]+)\])?|\[([^\]]+)\]/g;

/** References of an expression in the measures' style, which puts every table's name in quotes. */
export function daxReferences(dax: string): DaxReferences {
  const tables = new Set<string>();
  const columns: { table: string; column: string }[] = [];
  const measures = new Set<string>();
  for (const [, table, column, measure] of dax.matchAll(REFERENCE)) {
    if (table !== undefined) tables.add(table.replaceAll("''", "'"));
    if (table !== undefined && column !== undefined) columns.push({ table, column });
    if (measure !== undefined) measures.add(measure);
  }
  return { tables: [...tables], columns, measures: [...measures] };
}
