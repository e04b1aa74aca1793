import type { RunReport, SourceReport } from "../pipeline/run-report";
import { printTable } from "./print-table";

/** Prints a run's counts and its reconciliation: a table for people, one JSON object for machines. */
export function printReport(report: RunReport, options: { readonly json?: true }): void {
  if (options.json) {
    process.stdout.write(`${JSON.stringify(report)}\n`);
    return;
  }
  const sources = Object.entries(report.sources) as [string, SourceReport][];
  printTable(sources.map(([source, counts]) => ({ source, ...counts })));
  printTable(
    report.reconciliation.map((check) => ({
      check: check.checkName,
      source: check.sourceValue,
      warehouse: check.warehouseValue,
      result: check.isMatch ? "match" : "MISMATCH",
    })),
  );
  for (const notice of report.notices) process.stdout.write(`note: ${notice}\n`);
  process.stdout.write(`run ${report.runId} took ${report.seconds.toFixed(1)} s\n`);
}
