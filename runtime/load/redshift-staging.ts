import type { Column, Dataset } from "../contracts/dataset";
import { redshiftTemporaryTable } from "../contracts/derive/redshift-ddl";
import { CareplusError } from "../errors";
import { STAGED, type StagedDataset } from "./staged-datasets";
import type { ProcessedFile, Staging, Statement, StatementValue } from "./staging";

/** A file that COPY reads and that must lie in the lake before its statement is run. */
export interface CopyFile {
  readonly key: string;
  readonly text: string;
}

export interface RedshiftStagingOptions {
  /** Below which key of the results bucket this load's copy files go, e.g. `copy/<run>`. */
  readonly prefix: string;
  readonly resultsBucket: string;
  /** Where a lake key (`processed/…`, `quarantine/…`) lies: its `s3://` address and its size. */
  readonly locate: (key: string) => { readonly url: string; readonly sizeBytes: number };
}

/** Staging in Redshift, with the files that its COPY statements read. */
export interface RedshiftStaging extends Staging {
  readonly files: readonly CopyFile[];
}

/** COPY takes no parameter for its address: it is put into the text only in this form. */
const SAFE_URL = /^s3:\/\/[a-z0-9.-]{3,63}\/[A-Za-z0-9/_.=-]+$/;

/** Rows of Parquet files and of the batch itself are copied into temporary tables. */
export function redshiftStaging(options: RedshiftStagingOptions): RedshiftStaging {
  const files: CopyFile[] = [];
  const put = (name: string, text: string): string => {
    const key = `${options.prefix}/${name}`;
    files.push({ key, text });
    return `s3://${options.resultsBucket}/${key}`;
  };
  const copyParquet = (table: string, keys: readonly string[], more = ""): Statement[] => {
    if (keys.length === 0) return [];
    const manifest = put(`${table}.manifest`, copyManifest(keys, options.locate));
    return [
      plain(`copy ${table} from '${safe(manifest)}' iam_role default format as parquet manifest${more}`),
    ];
  };
  return {
    files,
    putRows: (table, rows) => {
      const url = put(`${table.name}.csv`, csv(rows));
      const copy = `copy ${table.name} from '${safe(url)}' iam_role default format as csv null as '\\\\N' timeformat 'auto'`;
      return [plain(redshiftTemporaryTable(table)), ...(rows.length > 0 ? [plain(copy)] : [])];
    },
    stageProcessed: (dataset, keys) => {
      const staged = STAGED[dataset];
      const table = copied(staged);
      return [
        plain(redshiftTemporaryTable(table)),
        ...copyParquet(table.name, keys),
        plain(redshiftTemporaryTable({ ...staged.recovered, name: staged.relation })),
        plain(fillStage(staged, table.name)),
      ];
    },
    stageQuarantine: (dataset, keys) => {
      const { quarantine, position } = STAGED[dataset];
      const table = { ...quarantine, name: "stg_quarantine_files" };
      // A list goes into SUPER.
      return [
        plain(redshiftTemporaryTable(table)),
        ...copyParquet(table.name, keys, " serializetojson"),
        plain(quarantineTable(position)),
      ];
    },
    stageLost: (dataset, lostFiles) => stageLost(STAGED[dataset], lostFiles, copyParquet),
  };
}

function copied(staged: StagedDataset): Dataset {
  return { ...staged.recovered, name: `${staged.relation}_files`, columns: staged.columns };
}

/** The version of a staged row is its object's in this batch. */
function fillStage(staged: StagedDataset, from: string): string {
  const names = staged.recovered.columns.map(({ name }) => name);
  const value = (name: string): string =>
    isOf(staged.columns, name) ? `files.${name}` : `stg_loads.${name}`;
  return `insert into ${staged.relation} (${names.join(", ")})
select ${names.map(value).join(", ")}
from ${from} as files
inner join stg_loads on stg_loads.source_object = files.source_object`;
}

function quarantineTable(position: string): string {
  return `create temp table stg_quarantine as
select
  source_object,
  ${position} as position,
  record_key,
  array_to_string(reasons, ',') as reasons,
  raw_record,
  rule_version,
  quarantined_at
from stg_quarantine_files`;
}

/** The version of a row follows from the file that holds it, so the files of each version are copied by themselves. */
function stageLost(
  staged: StagedDataset,
  lostFiles: readonly ProcessedFile[],
  copyParquet: (table: string, keys: readonly string[]) => Statement[],
): readonly Statement[] {
  const versions = Map.groupBy(lostFiles, ({ sourceVersion }) => sourceVersion);
  const names = staged.recovered.columns.map(({ name }) => name);
  return [...versions].flatMap(([version, files], index) => {
    const table = `${staged.relation}_other_${index}`;
    const value = (name: string): string => (isOf(staged.columns, name) ? name : `'${safeVersion(version)}'`);
    return [
      plain(redshiftTemporaryTable({ ...staged.recovered, name: table, columns: staged.columns })),
      ...copyParquet(
        table,
        files.map(({ key }) => key),
      ),
      plain(`insert into ${staged.relation} (${names.join(", ")})
select ${names.map(value).join(", ")}
from ${table}
where ${staged.lost.key} in (select ${staged.lost.key} from ${staged.lost.table})`),
    ];
  });
}

function isOf(columns: readonly Column[], name: string): boolean {
  return columns.some((column) => column.name === name);
}

/** https://docs.aws.amazon.com/redshift/latest/dg/loading-data-files-using-manifest.html: sizes are a must for Parquet. */
function copyManifest(keys: readonly string[], locate: RedshiftStagingOptions["locate"]): string {
  const entries = keys.map(locate).map(({ url, sizeBytes }) => ({
    url,
    mandatory: true,
    meta: { content_length: sizeBytes },
  }));
  return JSON.stringify({ entries });
}

/** RFC 4180, with `\N` for NULL, so that an empty text stays one. */
function csv(rows: readonly (readonly StatementValue[])[]): string {
  return rows.map((row) => `${row.map(csvValue).join(",")}\n`).join("");
}

function csvValue(value: StatementValue): string {
  if (value === null) return "\\N";
  if (value instanceof Date) return value.toISOString().replace("T", " ").replace("Z", "");
  return typeof value === "number" ? String(value) : `"${value.replaceAll('"', '""')}"`;
}

function safe(url: string): string {
  if (SAFE_URL.test(url)) return url;
  throw new CareplusError("unsafe_address", `${JSON.stringify(url)} cannot be put into a COPY statement.`);
}

function safeVersion(version: string): string {
  if (/^[A-Za-z0-9._-]{1,256}$/.test(version)) return version;
  throw new CareplusError("unsafe_address", `${JSON.stringify(version)} is no version of an object.`);
}

function plain(sql: string): Statement {
  return { sql, values: [] };
}
