import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const PROJECT = resolve(__dirname, "../../../warehouse/powerbi");
const MODEL = "CarePlus.SemanticModel/definition";

/** A table as the committed TMDL says it, read without the generator. */
export interface TmdlTable {
  readonly name: string;
  readonly view: string;
  readonly columns: ReadonlyMap<string, { readonly source: string; readonly sortBy: string | undefined }>;
  readonly measures: ReadonlyMap<string, string>;
  /** Columns that the M query makes itself. */
  readonly made: readonly string[];
}

/** The text of one committed file. */
export function readProjectFile(path: string): string {
  return readFileSync(join(PROJECT, path), "utf8");
}

/** The tables of the committed model by name. */
export function readTables(): ReadonlyMap<string, TmdlTable> {
  const files = readdirSync(join(PROJECT, MODEL, "tables"));
  const tables = files.map((file) => readTable(readProjectFile(`${MODEL}/tables/${file}`)));
  return new Map(tables.map((table) => [table.name, table]));
}

/** Ends of the committed model's relationships, `[table, column]`. */
export function readRelationshipEnds(): [table: string, column: string][] {
  const text = readProjectFile(`${MODEL}/relationships.tmdl`);
  return [...text.matchAll(/(?:from|to)Column: (.+)$/gm)].map(([, path = ""]) => {
    const [table = "", column = ""] = path.match(/'[^']+'|[^.]+/g) ?? [];
    return [unquote(table), unquote(column)];
  });
}

/** Every JSON value of the committed report, by file. */
export function readReportJson(): Map<string, unknown> {
  const folder = "CarePlus.Report";
  const paths = readdirSync(join(PROJECT, folder), { recursive: true }).map(String);
  return new Map(
    paths
      .filter((path) => path.endsWith(".json"))
      .map((path) => [path, JSON.parse(readProjectFile(`${folder}/${path}`))]),
  );
}

function readTable(text: string): TmdlTable {
  const columns = new Map<string, { source: string; sortBy: string | undefined }>();
  const measures = new Map<string, string>();
  for (const block of text.split(/\n\n/)) {
    const measure = /^\tmeasure (.+?) = (.+)$/m.exec(block);
    const column = /^\tcolumn (.+)$/m.exec(block);
    if (measure) measures.set(unquote(measure[1]!), measure[2]!);
    if (column) {
      const sortBy = /sortByColumn: (.+)$/m.exec(block)?.[1];
      columns.set(unquote(column[1]!), {
        source: /sourceColumn: (.+)$/m.exec(block)?.[1] ?? "",
        sortBy: sortBy === undefined ? undefined : unquote(sortBy),
      });
    }
  }
  const [schema, view] = [...text.matchAll(/\{\[Name="(\w+)"\]\}/g)].map(([, name]) => name);
  return {
    name: unquote(/^table (.+)$/m.exec(text)![1]!),
    view: `${schema}.${view}`,
    columns,
    measures,
    made: [...text.matchAll(/Table\.AddColumn\(\w+, "(\w+)"/g)].map(([, name]) => name!),
  };
}

function unquote(name: string): string {
  return name.startsWith("'") ? name.slice(1, -1) : name;
}
