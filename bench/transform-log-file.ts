// A process of its own for bench/logs.ts: transforms one log file, or only reads it, and prints what that took.
// Usage: transform-log-file.ts transform|floor|nothing INPUT OUTPUT_FOLDER

import { statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { FolderStore } from "../local/store/folder-store";
import { transformLogObject } from "../runtime/logs/transform";

async function main(): Promise<void> {
  const [what, input = "", output = ""] = process.argv.slice(2);
  const startedAt = performance.now();
  const bytes = what === "transform" ? await transform(input, output) : 0;
  if (what === "floor") await countSeparators(input);
  const seconds = (performance.now() - startedAt) / 1000;
  const peakRssMb = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(`${JSON.stringify({ seconds, bytes, peakRssMb })}\n`);
}

/** Gives the size of the processed files. */
async function transform(input: string, output: string): Promise<number> {
  const lake = new FolderStore(output);
  const { processedKeys } = await transformLogObject(
    {
      sourceObject: "logs/bench.log",
      sourceVersion: "1",
      firstByte: 0,
      endByte: statSync(input).size,
      isGzip: false,
      read: (range) => inFolder(input).read(basename(input), range),
    },
    lake,
    { now: new Date(), takeUnterminated: true, mayGrow: false, isForRedshift: false, codec: "GZIP" },
  );
  return processedKeys.reduce((sum, key) => sum + statSync(lake.pathOf(key)).size, 0);
}

function inFolder(path: string): FolderStore {
  return new FolderStore(dirname(path));
}

/** The least that any transformation does: read the bytes and find the separators. */
async function countSeparators(input: string): Promise<number> {
  let count = 0;
  for await (const chunk of inFolder(input).read(basename(input))) {
    const bytes = chunk as Buffer;
    for (let at = bytes.indexOf("\n---\n"); at >= 0; at = bytes.indexOf("\n---\n", at + 1)) count += 1;
  }
  return count;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
