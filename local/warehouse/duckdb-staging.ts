import type { Column, Dataset } from "../../runtime/contracts/dataset";
import { DUCKDB_TYPES, duckdbTemporaryTable } from "../../runtime/contracts/derive/duckdb-ddl";
import { STAGED, type StagedDataset } from "../../runtime/load/staged-datasets";
import type { ProcessedFile, Staging, Statement, StatementValue } from "../../runtime/load/staging";
import { pathLiteral } from "../tickets/sql-text";

/** Rows of one INSERT: its text grows with them. */
const ROWS_PER_INSERT = 500;

/**
 * Staging in DuckDB: Parquet files are read where they lie, through views, so that a million rows take no memory.
 *
 * @param pathOf path of a lake key
 */
export function duckdbStaging(pathOf: (key: string) => string): Staging {
  const paths = (keys: readonly string[]): readonly string[] => keys.map(pathOf);
  return {
    putRows: (table, rows) => [plain(duckdbTemporaryTable(table)), ...inserts(table, rows)],
    stageProcessed: (dataset, keys) => stageProcessed(STAGED[dataset], paths(keys)),
    stageQuarantine: (dataset, keys) => [plain(quarantineView(STAGED[dataset], paths(keys)))],
    stageLost: (dataset, files) => stageLost(STAGED[dataset], files, pathOf),
  };
}

function stageProcessed(staged: StagedDataset, paths: readonly string[]): readonly Statement[] {
  const names = staged.recovered.columns.map(({ name }) => name).join(", ");
  const view = `create temp view ${staged.relation} as
select ${names}
from (${selectFiles(staged.columns, paths)}) files
inner join (select source_object, source_version from stg_loads) loads using (source_object)
union all
select ${names}
from ${staged.recovered.name}`;
  return [plain(duckdbTemporaryTable(staged.recovered)), plain(view)];
}

function quarantineView(staged: StagedDataset, paths: readonly string[]): string {
  return `create temp view stg_quarantine as
select
  source_object,
  ${staged.position} as position,
  record_key,
  array_to_string(reasons, ',') as reasons,
  raw_record,
  rule_version,
  quarantined_at
from (${selectFiles(staged.quarantine.columns, paths)}) files`;
}

/** The version of a row follows from the file that holds it. */
function stageLost(
  staged: StagedDataset,
  files: readonly ProcessedFile[],
  pathOf: (key: string) => string,
): readonly Statement[] {
  if (files.length === 0) return [];
  const names = staged.recovered.columns.map(({ name }) => name).join(", ");
  const rows = files.map(({ sourceVersion, key }) => [pathOf(key), sourceVersion]);
  return [
    plain(duckdbTemporaryTable(STG_OTHER_FILES)),
    ...inserts(STG_OTHER_FILES, rows),
    plain(`insert into ${staged.recovered.name} (${names})
select ${names}
from (${selectFiles(
      staged.columns,
      files.map(({ key }) => pathOf(key)),
      ", filename",
    )}) files
inner join ${STG_OTHER_FILES.name} using (filename)
where ${staged.lost.key} in (select ${staged.lost.key} from ${staged.lost.table})`),
  ];
}

const STG_OTHER_FILES: Dataset = {
  name: "stg_other_files",
  zone: "ops",
  grain: "one file of the processed zone that the batch did not bring",
  key: ["filename"],
  columns: [
    { name: "filename", type: "string", description: "Path, as DuckDB gives it for each row it reads" },
    { name: "source_version", type: "string", description: "Version whose rows the file holds" },
  ],
};

/**
 * The rows of Parquet files in the contract's types. Their timestamps are marked as UTC and would arrive with a time
 * zone; the cast takes it off (connections are in UTC).
 */
function selectFiles(columns: readonly Column[], paths: readonly string[], more = ""): string {
  const cast = (value: (name: string) => string): string =>
    columns.map(({ name, type }) => `cast(${value(name)} as ${DUCKDB_TYPES[type]}) as ${name}`).join(", ");
  if (paths.length === 0) return `select ${cast(() => "null")} where false`;
  return `select ${cast((name) => name)}${more} from read_parquet([${paths.map(pathLiteral).join(", ")}], hive_partitioning = false)`;
}

function inserts(table: Dataset, rows: readonly (readonly StatementValue[])[]): readonly Statement[] {
  const row = `(${table.columns.map(() => "?").join(", ")})`;
  const statements: Statement[] = [];
  for (let first = 0; first < rows.length; first += ROWS_PER_INSERT) {
    const some = rows.slice(first, first + ROWS_PER_INSERT);
    statements.push({
      sql: `insert into ${table.name} values ${some.map(() => row).join(", ")}`,
      values: some.flat(),
    });
  }
  return statements;
}

function plain(sql: string): Statement {
  return { sql, values: [] };
}
