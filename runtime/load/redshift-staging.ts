import type { Dataset } from "../contracts/dataset";
import { redshiftTemporaryTable } from "../contracts/derive/redshift-ddl";
import { CareplusError } from "../errors";
import { STAGED, type StagedDataset } from "./staged-datasets";
import type { Staging, Statement, StatementValue } from "./staging";
import { STG_OTHER_VERSIONS, versionRounds } from "./version-rounds";

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

/**
 * Rows of Parquet files and of the batch itself are copied into temporary tables. How many statements that takes does
 * not depend on how many objects the batch has.
 */
export function redshiftStaging(options: RedshiftStagingOptions): RedshiftStaging {
  const files: CopyFile[] = [];
  const put = (name: string, text: string): string => {
    const key = `${options.prefix}/${name}`;
    files.push({ key, text });
    return safe(`s3://${options.resultsBucket}/${key}`);
  };
  const copyParquet = (table: Dataset, keys: readonly string[], file = table.name): Statement[] => {
    if (keys.length === 0) return [];
    const manifest = put(`${file}.manifest`, copyManifest(keys, options.locate));
    // A list goes into SUPER.
    const tail = table.columns.some(({ type }) => type === "string[]") ? "\nserializetojson" : "";
    return [
      plain(
        `${copyInto(table)}\nfrom '${manifest}'\niam_role default\nformat as parquet\nmanifest\nfillrecord${tail}`,
      ),
    ];
  };
  const putRows: Staging["putRows"] = (table, rows) => {
    const create = plain(redshiftTemporaryTable(table));
    if (rows.length === 0) return [create];
    const url = put(`${table.name}.csv`, csv(rows));
    return [
      create,
      plain(
        `${copyInto(table)}\nfrom '${url}'\niam_role default\nformat as csv\nnull as '\\\\N'\ntimeformat 'auto'`,
      ),
    ];
  };
  return {
    files,
    putRows,
    stageProcessed: (dataset, keys) => {
      const staged = STAGED[dataset];
      const table = copied(staged);
      return [
        plain(redshiftTemporaryTable(table)),
        ...copyParquet(table, keys),
        plain(redshiftTemporaryTable({ ...staged.recovered, name: staged.relation })),
        plain(fillStage(staged, "stg_loads")),
      ];
    },
    stageQuarantine: (dataset, keys) => {
      const { quarantine, position } = STAGED[dataset];
      const table = { ...quarantine, name: "stg_quarantine_files" };
      return [
        plain(redshiftTemporaryTable(table)),
        ...copyParquet(table, keys),
        plain(quarantineTable(position)),
      ];
    },
    stageLost: (dataset, lostFiles) => {
      const staged = STAGED[dataset];
      const table = copied(staged);
      const { versions, rounds } = versionRounds(lostFiles);
      const { key, table: lost } = staged.lost;
      return [
        ...putRows(STG_OTHER_VERSIONS, versions),
        ...rounds.flatMap((keys, round) => [
          plain(`delete from ${table.name}`),
          ...copyParquet(table, keys, `${table.name}_${round}`),
          plain(`${fillStage(staged, STG_OTHER_VERSIONS.name)}
where stg_other_versions.copy_round = ${round}
  and files.${key} in (select ${key} from ${lost})`),
        ]),
      ];
    },
  };
}

/**
 * COPY takes a Parquet file's columns by their place, so they are all named, in the contract's order. FILLRECORD leaves
 * those NULL that a file lacks at its end: columns that the contract gained after the file was written.
 */
function copyInto({ name, columns }: Dataset): string {
  return `copy ${name} (${columns.map((column) => column.name).join(", ")})`;
}

function copied(staged: StagedDataset): Dataset {
  return { ...staged.recovered, name: `${staged.relation}_files`, columns: staged.columns };
}

/** A file's rows name their source object; its version comes from the table that lists the objects. */
function fillStage(staged: StagedDataset, versions: string): string {
  const names = staged.recovered.columns.map(({ name }) => name);
  const value = (name: string): string =>
    staged.columns.some((column) => column.name === name) ? `files.${name}` : `${versions}.${name}`;
  return `insert into ${staged.relation} (${names.join(", ")})
select ${names.map(value).join(", ")}
from ${staged.relation}_files as files
inner join ${versions} on ${versions}.source_object = files.source_object`;
}

/** Reasons are names without brackets and quotes: what is left of the list's JSON is they and their commas. */
function quarantineTable(position: string): string {
  return `create temp table stg_quarantine as
select
  source_object,
  ${position} as position,
  record_key,
  translate(json_serialize(reasons), '[]"', '') as reasons,
  raw_record,
  rule_version,
  quarantined_at
from stg_quarantine_files`;
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

function plain(sql: string): Statement {
  return { sql, values: [] };
}
