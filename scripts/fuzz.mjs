// Reads more mutated log entries than `npm test` does: `npm run fuzz -- --entries 5000000 --seed 7`.
// A failure prints the seed that shows it again.

import { parseArgs } from "node:util";
import { runMocha } from "./run-tests/mocha-suite.mjs";
import { isSuccess, summaryLine, totalOf } from "./run-tests/summary.mjs";

const { values } = parseArgs({
  options: { entries: { type: "string", default: "1000000" }, seed: { type: "string" } },
});
for (const [name, value] of Object.entries(values)) {
  if (/^[1-9]\d{0,8}$/.test(value)) continue;
  console.error(`fuzz: --${name} takes a whole number above 0, not ${value}`);
  process.exit(2);
}

process.env.CAREPLUS_FUZZ_ENTRIES = values.entries;
if (values.seed !== undefined) process.env.CAREPLUS_FUZZ_SEED = values.seed;
const total = totalOf([
  await runMocha(["test/runtime/logs/kernel/log-kernel.test.ts", "test/runtime/logs/fuzz.test.ts"]),
]);
console.log(summaryLine(total));
process.exitCode = isSuccess(total) ? 0 : 1;
