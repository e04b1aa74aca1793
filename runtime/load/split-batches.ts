import type { LoadBatch } from "./load-plan";
import type { TransformedObject } from "./transformed-object";

/** How much one transaction takes: enough to spread its fixed cost, little enough to bound its memory and files. */
export const LARGEST_BATCH = { objects: 500, rows: 2_000_000 } as const;

/**
 * Splits transformed objects into batches, in their order: of one dataset each, with one version of a source object
 * each, and of bounded size. A version that is given twice (delivered again) is loaded once, as last transformed.
 */
export function splitBatches(objects: readonly TransformedObject[]): readonly LoadBatch[] {
  const batches: TransformedObject[][] = [];
  let names = new Set<string>();
  let rows = 0;
  for (const object of lastOfEachVersion(objects)) {
    const batch = batches.at(-1);
    const fits =
      batch !== undefined &&
      batch[0]?.dataset === object.dataset &&
      !names.has(object.sourceObject) &&
      batch.length < LARGEST_BATCH.objects &&
      rows + object.counts.kept <= LARGEST_BATCH.rows;
    if (fits) {
      batch.push(object);
    } else {
      batches.push([object]);
      names = new Set();
      rows = 0;
    }
    names.add(object.sourceObject);
    rows += object.counts.kept;
  }
  return batches;
}

function lastOfEachVersion(objects: readonly TransformedObject[]): Iterable<TransformedObject> {
  const versions = new Map<string, TransformedObject>();
  for (const object of objects) {
    const version = JSON.stringify([object.dataset, object.sourceObject, object.sourceVersion]);
    const known = versions.get(version);
    if (known === undefined || known.transformedAt <= object.transformedAt) versions.set(version, object);
  }
  return versions.values();
}
