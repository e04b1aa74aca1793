import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { expect } from "chai";

const ROOT = join(__dirname, "../..");
const PYTHON = join(ROOT, ".venv/bin/python");

/** Which engines run the statements of a folder. */
const DIALECTS: Readonly<Record<string, readonly string[]>> = {
  "warehouse/load": ["redshift", "duckdb"],
  "warehouse/replay": ["redshift", "duckdb"],
  "warehouse/rpt": ["redshift", "duckdb"],
  "warehouse/redshift": ["redshift"],
  "warehouse/athena": ["athena"],
  "glue/sql/source": ["mysql"],
  "glue/sql/tickets": ["spark", "duckdb"],
};
/** LOCK is Redshift's own, and sqlglot does not know it. */
const UNKNOWN = ["warehouse/redshift/lock_ledger.sql redshift: not understood"];

describe("the SQL files", () => {
  it("are each one statement that its engines' dialects can read", () => {
    const files = Object.entries(DIALECTS).flatMap(([folder, dialects]) =>
      sqlFiles(folder).map((file): [string, readonly string[]] => [file, dialects]),
    );

    expect(files.length).to.be.greaterThan(60);
    expect(faultsOf(files)).to.deep.equal(UNKNOWN);
  });

  it("would be told apart from those that an engine cannot read, that are two, or that are none", () => {
    const folder = mkdtempSync(join(tmpdir(), "careplus-sql-"));
    const texts = {
      "broken.sql": "select from where",
      "foreign.sql": "vacuum sort only ops.loads to 75 percent",
      "two.sql": "select 1; select 2",
      "none.sql": "-- nothing",
      "right.sql": "select 1 as number",
    };
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);

    const faults = faultsOf(Object.keys(texts).map((name) => [join(folder, name), ["redshift"]]));
    rmSync(folder, { recursive: true });

    const names = faults.map((fault) => /(\w+)\.sql redshift: /.exec(fault)?.[1]);
    expect(names).to.deep.equal(["broken", "foreign", "two", "none"]);
  });
});

function sqlFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .map((file) => join(ROOT, folder, file));
}

/** One process for all of them: sqlglot takes longer to start than to parse. */
function faultsOf(files: readonly (readonly [string, readonly string[]])[]): string[] {
  const { status, stdout, stderr } = spawnSync(PYTHON, [join(__dirname, "parse_sql.py")], {
    input: JSON.stringify(files),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`parse_sql.py ended with ${status}: ${stderr}`);
  return (JSON.parse(stdout) as [string, string, string][]).map(
    ([path, dialect, fault]) => `${relative(ROOT, path)} ${dialect}: ${fault}`,
  );
}
