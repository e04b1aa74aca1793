import { CareplusError } from "../errors";
import {
  type DatasetScripts,
  FIND_OTHER_FILES,
  LOG_SCRIPTS,
  type LoadScripts,
  TICKET_SCRIPTS,
} from "./load-scripts";
import type { DatasetName, ProcessedFile, Staging, Statement, StatementValue } from "./staging";
import { STG_LOAD_FILES, STG_LOADS } from "./staging-tables";
import type { TransformedObject } from "./transformed-object";

/** Versions of one dataset that are loaded in one transaction; at most one version of a source object. */
export type LoadBatch = readonly TransformedObject[];

/** What the ledger notes of the run that loads a batch. */
export interface LoadRun {
  readonly runId: string;
  readonly loadedAt: Date;
}

/**
 * The statements of one batch, to be run in one transaction, in this order: `stage`; `check`, which must give no
 * row; `findLost`; `countLost`, and only when it counts any: `findOtherFiles`, whose rows go into `recover`; `apply`.
 */
export interface LoadPlan {
  readonly stage: readonly Statement[];
  readonly check: Statement;
  readonly findLost: Statement;
  readonly countLost: Statement;
  readonly findOtherFiles: Statement;
  recover(files: readonly ProcessedFile[]): readonly Statement[];
  readonly apply: readonly Statement[];
  /** Gives `source_object`, `source_version` and `loaded` of every version of the batch, and maybe of others. */
  readonly readLoaded: Statement;
}

/**
 * Plans the load of one batch. Nothing is read or written here.
 *
 * @param scripts texts of `warehouse/load`
 * @param staging what the engine does in its own way
 * @throws CareplusError `unbalanced_counts` when an object's records are not all accounted for
 */
export function planLoad(batch: LoadBatch, run: LoadRun, scripts: LoadScripts, staging: Staging): LoadPlan {
  const dataset = datasetOf(batch);
  for (const object of batch) requireBalance(object);
  const names: DatasetScripts = dataset === "tickets" ? TICKET_SCRIPTS : LOG_SCRIPTS;
  const plain = (sql: string): Statement => ({ sql, values: [] });
  return {
    stage: [
      ...staging.putRows(
        STG_LOADS,
        batch.map((object) => loadRow(object, run)),
      ),
      ...staging.putRows(STG_LOAD_FILES, batch.flatMap(fileRows)),
      ...staging.stageProcessed(dataset, distinct(batch.flatMap((object) => object.processedKeys))),
      ...staging.stageQuarantine(dataset, distinct(batch.flatMap((object) => object.quarantineKeys))),
    ],
    check: plain(scripts(names.check)),
    findLost: plain(scripts(names.findLost)),
    countLost: plain(scripts(names.countLost)),
    findOtherFiles: plain(scripts(FIND_OTHER_FILES)),
    recover: (files) => staging.stageLost(dataset, files),
    apply: names.apply.map((name) => plain(scripts(name))),
    readLoaded: plain("select source_object, source_version, loaded from stg_loaded"),
  };
}

function datasetOf(batch: LoadBatch): DatasetName {
  const [first] = batch;
  if (first === undefined) throw new Error("a batch holds at least one object");
  if (batch.some((object) => object.dataset !== first.dataset))
    throw new Error("a batch is of one dataset only");
  if (new Set(batch.map((object) => object.sourceObject)).size < batch.length)
    throw new Error("a batch holds one version of a source object only");
  return first.dataset;
}

function requireBalance({ sourceObject, counts }: TransformedObject): void {
  const { recordsIn, kept, duplicate, rejected } = counts;
  if (recordsIn === kept + duplicate + rejected) return;
  throw new CareplusError(
    "unbalanced_counts",
    `${sourceObject} has ${recordsIn} records but ${kept} kept, ${duplicate} duplicate and ${rejected} rejected ones: nothing of its batch was loaded`,
  );
}

/** In the order of STG_LOADS' columns. */
function loadRow(object: TransformedObject, run: LoadRun): readonly StatementValue[] {
  const { counts, position } = object;
  const values: Readonly<Record<string, StatementValue>> = {
    dataset: object.dataset,
    source_object: object.sourceObject,
    source_version: object.sourceVersion,
    run_id: run.runId,
    records_in: counts.recordsIn,
    kept: counts.kept,
    duplicate: counts.duplicate,
    rejected: counts.rejected,
    first_byte: object.firstByte,
    bytes_read: object.bytesRead,
    rule_version: object.ruleVersion,
    transformed_at: object.transformedAt,
    loaded_at: run.loadedAt,
    resume_at: position?.resumeAt ?? null,
    fingerprint: position?.fingerprint ?? null,
  };
  return STG_LOADS.columns.map(({ name }) => values[name] ?? null);
}

/** In the order of STG_LOAD_FILES' columns. */
function fileRows(object: TransformedObject): readonly (readonly StatementValue[])[] {
  return distinct([...object.processedKeys, ...object.quarantineKeys]).map((key) => [
    object.dataset,
    object.sourceObject,
    object.sourceVersion,
    key,
  ]);
}

function distinct(keys: readonly string[]): readonly string[] {
  return [...new Set(keys)];
}
