import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Gives the text of a file of `warehouse/`, by its path there without `.sql`. */
export type WarehouseSql = (path: string) => string;

/** Reads the texts from a folder, each once; in a Lambda the folder is packed beside the code. */
export function warehouseSqlIn(folder: string): WarehouseSql {
  const texts = new Map<string, string>();
  return (path) => {
    const known = texts.get(path) ?? readFileSync(join(folder, `${path}.sql`), "utf8");
    texts.set(path, known);
    return known;
  };
}
