// Runs every test suite and ends with one plain line: `N passed, N failed`, and `, N skipped` where any were.
// Further arguments are the test files to run: `npm test -- test/runtime/logs/parse.test.ts`.

import { runMocha } from "./run-tests/mocha-suite.mjs";
import { isSuccess, summaryLine, totalOf } from "./run-tests/summary.mjs";

const suites = [await runMocha(process.argv.slice(2))];

for (const fault of suites.flatMap((suite) => suite.faults)) console.error(`run-tests: ${fault}`);
const total = totalOf(suites);
console.log(summaryLine(total));
process.exitCode = isSuccess(total) ? 0 : 1;
