import type { Dataset } from "../contracts/dataset";
import type { TransformedObject } from "./transformed-object";

/** A value that travels beside its statement, never inside it. */
export type StatementValue = string | number | Date | null;

/** One statement and its values, in the order of the columns or placeholders they are for. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly StatementValue[];
}

/** A file of the processed zone and the version whose rows it holds. */
export interface ProcessedFile {
  readonly sourceObject: string;
  readonly sourceVersion: string;
  readonly key: string;
}

export type DatasetName = TransformedObject["dataset"];

/**
 * What an engine does in its own way: bring the rows of Parquet files, and of the batch itself, in front of the
 * portable statements. DuckDB reads the files in place; Redshift copies them.
 */
export interface Staging {
  /** Makes a temporary table of these columns and fills it. */
  putRows(table: Dataset, rows: readonly (readonly StatementValue[])[]): readonly Statement[];
  /**
   * Makes the staged rows of the processed zone readable: `stg_tickets` (columns of TICKETS), or `stg_log_entries`
   * (columns of LOGS and `source_version`, which it takes from `stg_loads`).
   */
  stageProcessed(dataset: DatasetName, keys: readonly string[]): readonly Statement[];
  /**
   * Makes `stg_quarantine` readable: source_object, position, record_key, reasons (joined by commas), raw_record,
   * rule_version, quarantined_at.
   */
  stageQuarantine(dataset: DatasetName, keys: readonly string[]): readonly Statement[];
  /** Adds those rows of the given files that are of lost tickets or entries to what `stageProcessed` shows. */
  stageLost(dataset: DatasetName, files: readonly ProcessedFile[]): readonly Statement[];
}
