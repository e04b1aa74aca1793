import type { RecordCounts } from "../../runtime/load/transformed-object";
import type { Check } from "../../runtime/warehouse/reconciliation-checks";
import type { LoadedObject } from "../warehouse/local-warehouse";

/** What a run did to one source, in records; `in` = kept + duplicate + rejected. */
export interface SourceReport {
  readonly in: number;
  readonly kept: number;
  readonly duplicate: number;
  readonly rejected: number;
  /** Rows added to or changed in the warehouse. */
  readonly loaded: number;
  /** Extractions or log objects that were loaded. */
  readonly objects: number;
}

export interface RunReport {
  readonly runId: string;
  readonly sources: { readonly tickets?: SourceReport; readonly logs?: SourceReport };
  readonly reconciliation: readonly Check[];
  /** Sentences for the person who runs it: schema drift, files that could not be read. */
  readonly notices: readonly string[];
  readonly seconds: number;
}

/** Sums what was loaded of one source. */
export function sumLoads(loads: readonly LoadedObject[]): SourceReport {
  const sum = (count: (object: RecordCounts & { loaded: number }) => number): number =>
    loads.reduce((total, load) => total + count({ ...load.counts, loaded: load.loaded }), 0);
  return {
    in: sum((load) => load.recordsIn),
    kept: sum((load) => load.kept),
    duplicate: sum((load) => load.duplicate),
    rejected: sum((load) => load.rejected),
    loaded: sum((load) => load.loaded),
    objects: loads.length,
  };
}
