import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const WAREHOUSE_SQL = join(__dirname, "../../warehouse");

/** Text of a statement of `warehouse/`, by its path below that folder without `.sql`. */
export function readSql(name: string): string {
  return readFileSync(join(WAREHOUSE_SQL, `${name}.sql`), "utf8");
}

/** Names of the statements that lie in a folder of `warehouse/`, in order. */
export function listSql(folder: string): readonly string[] {
  return readdirSync(join(WAREHOUSE_SQL, folder))
    .filter((file) => file.endsWith(".sql"))
    .map((file) => `${folder}/${file.slice(0, -".sql".length)}`)
    .sort();
}
