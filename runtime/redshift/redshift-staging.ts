import type { Column, Dataset } from "../contracts/dataset";
import { redshiftTemporaryTable } from "../contracts/derive/redshift-ddl";
import { STAGED, type StagedDataset } from "../load/staged-datasets";
import type { DatasetName, ProcessedFile, Staging, Statement, StatementValue } from "../load/staging";
import { type CopyFile, jsonLines } from "./copy-files";
import { copySource, type LakeLocation } from "./lake-location";
import { STG_OTHER_VERSIONS, versionRounds } from "./version-rounds";

/**
 * Staging in Redshift: temporary tables filled by COPY. `files` are what those COPYs read beside the data; they must
 * be written before the statements run. How many statements there are does not depend on the number of objects.
 *
 * @param folder key prefix of this load's own files, ending in "/"
 */
export class RedshiftStaging implements Staging {
  private readonly written: CopyFile[] = [];

  constructor(
    private readonly lake: LakeLocation,
    private readonly folder: string,
  ) {}

  /** The files of the statements planned since the last call. */
  takeFiles(): readonly CopyFile[] {
    return this.written.splice(0);
  }

  putRows(table: Dataset, rows: readonly (readonly StatementValue[])[]): readonly Statement[] {
    const create = redshiftTemporaryTable(table);
    if (rows.length === 0) return [plain(create)];
    const key = `${this.folder}${table.name}.json`;
    this.written.push({ kind: "rows", key, text: jsonLines(table, rows) });
    return [
      plain(create),
      plain(`copy ${table.name} (${names(table.columns)})
from ${copySource(this.lake, key)}
format json 'auto'
timeformat 'auto'`),
    ];
  }

  stageProcessed(dataset: DatasetName, keys: readonly string[]): readonly Statement[] {
    const staged = STAGED[dataset];
    const files: Dataset = { ...staged.recovered, name: filesTable(staged), columns: staged.columns };
    const target: Dataset = { ...staged.recovered, name: staged.relation };
    return [
      plain(redshiftTemporaryTable(files)),
      ...this.copyParquet(files, keys, files.name),
      plain(redshiftTemporaryTable(target)),
      plain(`insert into ${target.name} (${names(target.columns)})
select ${qualified(target.columns, files.name, "stg_loads")}
from ${files.name}
inner join stg_loads on stg_loads.source_object = ${files.name}.source_object`),
    ];
  }

  stageQuarantine(dataset: DatasetName, keys: readonly string[]): readonly Statement[] {
    const { quarantine, position } = STAGED[dataset];
    const files: Dataset = { ...quarantine, name: "stg_quarantine_files" };
    return [
      plain(redshiftTemporaryTable(files)),
      ...this.copyParquet(files, keys, files.name),
      // Reasons are names without brackets and quotes, so what is left of the list's JSON is them and their commas.
      plain(`create temp table stg_quarantine as
select
  source_object,
  ${position} as position,
  record_key,
  translate(json_serialize(reasons), '[]"', '') as reasons,
  raw_record,
  rule_version,
  quarantined_at
from ${files.name}`),
    ];
  }

  /** A file tells its source object but not its version, so each COPY takes one version of an object at most. */
  stageLost(dataset: DatasetName, files: readonly ProcessedFile[]): readonly Statement[] {
    const staged = STAGED[dataset];
    const table = filesTable(staged);
    const { versions, rounds } = versionRounds(files);
    return [
      ...this.putRows(STG_OTHER_VERSIONS, versions),
      ...rounds.flatMap((keys, round) => [
        plain(`delete from ${table}`),
        ...this.copyParquet(
          { ...staged.recovered, columns: staged.columns, name: table },
          keys,
          `lost_${round}`,
        ),
        plain(`insert into ${staged.relation} (${names(staged.recovered.columns)})
select ${qualified(staged.recovered.columns, table, "stg_other_versions")}
from ${table}
inner join stg_other_versions on stg_other_versions.source_object = ${table}.source_object
where stg_other_versions.copy_round = ${round}
  and ${table}.${staged.lost.key} in (select ${staged.lost.key} from ${staged.lost.table})`),
      ]),
    ];
  }

  private copyParquet(table: Dataset, keys: readonly string[], file: string): readonly Statement[] {
    if (keys.length === 0) return [];
    const key = `${this.folder}${file}.manifest`;
    this.written.push({ kind: "manifest", key, parquetKeys: keys });
    const hasList = table.columns.some(({ type }) => type === "string[]");
    return [
      plain(`copy ${table.name} (${names(table.columns)})
from ${copySource(this.lake, key)}
format as parquet
manifest${hasList ? "\nserializetojson" : ""}`),
    ];
  }
}

function filesTable(staged: StagedDataset): string {
  return `${staged.relation}_files`;
}

function names(columns: readonly Column[]): string {
  return columns.map(({ name }) => name).join(", ");
}

/** Every column is the files' own, but the version, which comes from the table joined to them. */
function qualified(columns: readonly Column[], files: string, versions: string): string {
  return columns.map(({ name }) => `${name === "source_version" ? versions : files}.${name}`).join(", ");
}

function plain(sql: string): Statement {
  return { sql, values: [] };
}
