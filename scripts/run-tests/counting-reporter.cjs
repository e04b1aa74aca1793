const { writeFileSync } = require("node:fs");
const { reporters } = require("mocha");

/** Mocha's `spec` output for people; the counts go to the file that the reporter option `countsFile` names. */
module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const { countsFile } = options.reporterOptions;
    runner.once("end", () => {
      const { passes, failures, pending } = this.stats;
      writeFileSync(countsFile, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
    });
  }
};
