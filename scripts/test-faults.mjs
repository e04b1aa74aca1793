// Lets more histories of faults happen than `npm test` does: `npm run test:faults -- --histories 300 --seed 1`.
// The nth history has the seed `seed + n`; one that fails says its own, which shows it again.

import { parseArgs } from "node:util";
import { runMocha } from "./run-tests/mocha-suite.mjs";
import { isSuccess, summaryLine, totalOf } from "./run-tests/summary.mjs";

const { values } = parseArgs({
  options: { histories: { type: "string", default: "300" }, seed: { type: "string", default: "1" } },
});
for (const [name, value] of Object.entries(values)) {
  if (/^\d{1,9}$/.test(value) && (name === "seed" || value > 0)) continue;
  console.error(`test-faults: --${name} takes a whole number, not ${value}`);
  process.exit(2);
}

process.env.CAREPLUS_FAULT_HISTORIES = values.histories;
process.env.CAREPLUS_FAULT_SEED = values.seed;
const total = totalOf([await runMocha(["test/faults/faults.test.ts"])]);
console.log(summaryLine(total));
process.exitCode = isSuccess(total) ? 0 : 1;
