import type { Dataset } from "../contracts/dataset";
import type { ProcessedFile, StatementValue } from "./staging";

/** Versions outside the batch whose files are read again, and in which COPY each takes part. */
export const STG_OTHER_VERSIONS: Dataset = {
  name: "stg_other_versions",
  zone: "ops",
  grain: "one version of a source object that the batch did not bring",
  key: ["source_object", "source_version"],
  columns: [
    { name: "source_object", type: "string", description: "Extraction folder or log object" },
    { name: "source_version", type: "string", description: "Version whose rows the files hold" },
    { name: "copy_round", type: "int", description: "COPY that reads its files, from 0" },
  ],
};

/** Deals the versions into as many rounds as the object with most versions has; round k holds the k-th of each. */
export function versionRounds(files: readonly ProcessedFile[]): {
  /** Rows of STG_OTHER_VERSIONS. */
  readonly versions: readonly (readonly StatementValue[])[];
  /** Keys of each round. */
  readonly rounds: readonly (readonly string[])[];
} {
  const objects = new Map<string, Map<string, string[]>>();
  for (const { sourceObject, sourceVersion, key } of files) {
    const known = objects.get(sourceObject) ?? new Map<string, string[]>();
    objects.set(sourceObject, known);
    known.set(sourceVersion, [...(known.get(sourceVersion) ?? []), key]);
  }
  const versions: StatementValue[][] = [];
  const rounds: string[][] = [];
  for (const [sourceObject, known] of objects) {
    for (const [round, [sourceVersion, keys]] of [...known].entries()) {
      versions.push([sourceObject, sourceVersion, round]);
      rounds[round] = [...(rounds[round] ?? []), ...keys];
    }
  }
  return { versions, rounds };
}
