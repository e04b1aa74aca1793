import type { DuckDBConnection } from "@duckdb/node-api";
import { pathLiteral } from "../../../local/tickets/sql-text";

/**
 * Rows of Parquet files that other files have not, cell by cell and as often, both ways: a few of them as JSON, and
 * how many there are. Files whose columns differ in name, order or type differ altogether.
 */
export async function differingRows(
  connection: DuckDBConnection,
  left: readonly string[],
  right: readonly string[],
): Promise<{ count: number; examples: string[] }> {
  const [a, b] = [parquet(left), parquet(right)];
  const [columns, others] = [await ask(connection, `describe ${a}`), await ask(connection, `describe ${b}`)];
  if (columns.join() !== others.join()) return { count: Number.NaN, examples: [...columns, ...others] };
  await connection.run(`
    create or replace temp table differing_rows as
      select 'left' as side, * from (from ${a} except all from ${b})
      union all select 'right' as side, * from (from ${b} except all from ${a})`);
  const [count] = await ask(connection, "select count(*) from differing_rows");
  const examples = await ask(connection, "from differing_rows limit 5");
  await connection.run("drop table differing_rows");
  return { count: Number(JSON.parse(count ?? "[]")[0]), examples };
}

function parquet(files: readonly string[]): string {
  return `(select * from read_parquet([${files.map(pathLiteral).join(", ")}], hive_partitioning = true))`;
}

async function ask(connection: DuckDBConnection, sql: string): Promise<string[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowsJson().map((row) => JSON.stringify(row));
}
