import type { Page } from "../../../warehouse/dashboards";
import type { Codes } from "../../warehouse/read-codes";
import type { WarehouseReader } from "../../warehouse/reader";
import { type ColumnKind, columnKey, type NeededColumn, neededColumns } from "./needed-columns";

export type CodeArray = Uint8Array | Uint16Array | Uint32Array;

/** One column: a code for each row, 0 for NULL, the others in the order of the values. */
export interface CodedColumn {
  readonly codes: CodeArray;
  /** Number of codes, that of NULL counted. */
  readonly size: number;
  /** Value of each code, null first; of a `code` column they are not kept. */
  readonly values: readonly (string | number | null)[];
}

/** What a page reads of its view, held in memory: 10 to 20 bytes a row. */
export interface ColumnTable {
  readonly rowCount: number;
  column(needed: NeededColumn): CodedColumn;
}

/**
 * Reads the columns of a page. The caller makes sure that nothing is loaded meanwhile (values and codes are read
 * by statements of their own). Undefined when the page or the reader cannot be read in this way.
 */
export async function readColumnTable(reader: WarehouseReader, page: Page): Promise<ColumnTable | undefined> {
  const needed = neededColumns(page);
  if (needed === undefined || reader.codes === undefined) return undefined;
  const values = new Map<string, readonly (string | number | null)[]>();
  for (const column of needed) {
    if (column.kind === "code") continue;
    const rows = await reader.query(valuesQuery(page, column));
    values.set(columnKey(column), [null, ...rows.map(({ value }) => readValue(column.kind, value))]);
  }
  const codes = await reader.codes(codesQuery(page, needed));
  return tableOf(needed, codes, values);
}

function tableOf(
  needed: readonly NeededColumn[],
  codes: Codes,
  values: ReadonlyMap<string, readonly (string | number | null)[]>,
): ColumnTable {
  const columns = new Map<string, CodedColumn>();
  needed.forEach((column, index) => {
    const key = columnKey(column);
    const wide = codes[index] ?? new Uint32Array();
    const size = largest(wide) + 1;
    columns.set(key, { codes: narrow(wide, size), size, values: values.get(key) ?? [] });
  });
  return {
    rowCount: codes[0]?.length ?? 0,
    column(wanted) {
      const found = columns.get(columnKey(wanted));
      if (found === undefined) throw new Error(`the column ${wanted.sql} was not read`);
      return found;
    },
  };
}

function valuesQuery({ view }: Page, { sql }: NeededColumn): string {
  return `select distinct ${sql} as value from ${view} where ${sql} is not null order by 1`;
}

/** Expressions come from the definitions, none from a request. */
function codesQuery({ view }: Page, needed: readonly NeededColumn[]): string {
  const values = needed.map(
    ({ sql }, index) => `values_${index} as (
  select value, row_number() over (order by value) as code
  from (select distinct ${sql} as value from ${view})
  where value is not null
)`,
  );
  const cells = needed.map(({ sql }, index) => `${sql} as cell_${index}`);
  const codes = needed.map(
    (_, index) => `cast(coalesce(values_${index}.code, 0) as uinteger) as code_${index}`,
  );
  const joins = needed.map(
    (_, index) => `left join values_${index} on values_${index}.value = cell_${index}`,
  );
  return `with ${values.join(",\n")},
cells as (select ${cells.join(", ")} from ${view})
select ${codes.join(", ")}
from cells
${joins.join("\n")}`;
}

function readValue(kind: ColumnKind, cell: unknown): string | number {
  return kind === "number" ? Number(cell) : String(cell);
}

/** Plain: `reduce` over millions of codes keeps the server from answering. */
function largest(codes: Uint32Array): number {
  let found = 0;
  for (let index = 0; index < codes.length; index += 1) found = Math.max(found, codes[index] as number);
  return found;
}

function narrow(codes: Uint32Array, size: number): CodeArray {
  if (size <= 1 << 8) return new Uint8Array(codes);
  return size <= 1 << 16 ? new Uint16Array(codes) : codes.slice();
}
