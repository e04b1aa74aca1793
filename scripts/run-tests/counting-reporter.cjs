const { writeFileSync } = require("node:fs");
const { reporters } = require("mocha");

/**
 * Mocha's `spec` output for people. The counts go to the file that the reporter option `countsFile` names; the file of
 * `currentFile` always names the test that is under way, for when native code ends the process.
 */
module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const { countsFile, currentFile } = options.reporterOptions;
    runner.on("hook", (hook) => writeFileSync(currentFile, hook.fullTitle()));
    runner.on("test", (test) => writeFileSync(currentFile, test.fullTitle()));
    runner.once("end", () => {
      const { passes, failures, pending } = this.stats;
      writeFileSync(countsFile, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
    });
  }
};
