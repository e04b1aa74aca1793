import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** In a bundled handler: the texts as JSON, put in by `infra/bundle.ts`. */
declare const WAREHOUSE_SQL: string | undefined;

/** The folders of `warehouse/` whose statements the warehouse itself runs. */
const FOLDERS = ["load", "redshift", "replay", "rpt", "schema"] as const;

/** Texts of the statements of `warehouse/`, by path below that folder without `.sql`, in the order of their names. */
export function warehouseSql(): Readonly<Record<string, string>> {
  if (typeof WAREHOUSE_SQL === "string") return JSON.parse(WAREHOUSE_SQL) as Record<string, string>;
  return readWarehouseSql(join(__dirname, "../../warehouse"));
}

/** Reads the texts from the repository's folder. */
export function readWarehouseSql(folder: string): Readonly<Record<string, string>> {
  const files = FOLDERS.flatMap((name) =>
    readdirSync(join(folder, name), { recursive: true, encoding: "utf8" }).map((file) =>
      join(folder, name, file),
    ),
  );
  const texts = files
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .map((file): [string, string] => [
      nameOf(relative(folder, file)),
      withoutComments(readFileSync(file, "utf8")),
    ]);
  return Object.fromEntries(texts);
}

/** Comments are for readers of the files; the Data API would count a semicolon in one as the end of a statement. */
function withoutComments(text: string): string {
  return text.replace(/^ *--.*\n/gm, "").trim();
}

function nameOf(path: string): string {
  return path.replaceAll("\\", "/").replace(/\.sql$/, "");
}
