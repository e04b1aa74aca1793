// A suite's result: { passed, failed, skipped, faults }, where a fault is a sentence about the suite as a whole,
// such as a runner that died; each fault counts as a failure, so that none can hide behind green tests.

/** Adds up what the suites say. */
export function totalOf(suites) {
  const sum = (count) => suites.reduce((total, suite) => total + count(suite), 0);
  return {
    passed: sum((suite) => suite.passed),
    failed: sum((suite) => suite.failed + suite.faults.length),
    skipped: sum((suite) => suite.skipped),
  };
}

export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** A run without a single test that passed proves nothing. */
export function isSuccess({ passed, failed }) {
  return failed === 0 && passed > 0;
}
