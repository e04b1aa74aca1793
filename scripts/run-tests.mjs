// Runs every test suite and ends with one plain line: `N passed, N failed`, and `, N skipped` where any were.
// Further arguments are the test files to run: `npm test -- test/runtime/logs/parse.test.ts`; Python's end in `.py`.

import { runMocha } from "./run-tests/mocha-suite.mjs";
import { runPytest } from "./run-tests/pytest-suite.mjs";
import { isSuccess, summaryLine, totalOf } from "./run-tests/summary.mjs";

const files = process.argv.slice(2);
const pythonFiles = files.filter((file) => file.endsWith(".py"));
const otherFiles = files.filter((file) => !file.endsWith(".py"));

// One after the other: both begin a Spark session, and these share the cores badly.
const suites = [];
if (files.length === 0 || otherFiles.length > 0) suites.push(await runMocha(otherFiles));
if (files.length === 0 || pythonFiles.length > 0) suites.push(await runPytest(pythonFiles));

for (const fault of suites.flatMap((suite) => suite.faults)) console.error(`run-tests: ${fault}`);
const total = totalOf(suites);
console.log(summaryLine(total));
process.exitCode = isSuccess(total) ? 0 : 1;
