// Transforms a log of 1,000 mutated entries into the lake in the folder that is given, for readers in other languages.

import fc from "fast-check";
import { FolderStore } from "../../local/store/folder-store";
import { transformLogObject } from "../../runtime/logs/transform";
import { logObject } from "../fixtures/log-object";
import { mutatedEntry } from "../fixtures/mutated-entries";

async function main(folder: string): Promise<void> {
  const entries = fc.sample(mutatedEntry, { numRuns: 1_000, seed: 4 });
  const bytes = Buffer.concat(entries.flatMap((entry) => [entry, Buffer.from("\n---\n")]));
  await transformLogObject(logObject("logs/ä.log", bytes), new FolderStore(folder), {
    now: new Date("2025-08-01T00:00:00Z"),
    takeUnterminated: true,
    mayGrow: false,
    isForRedshift: false,
    codec: "GZIP",
  });
}

main(process.argv[2] ?? ".").catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
