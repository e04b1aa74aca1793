import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import type { RunReport } from "../../../local/pipeline/run-report";
import { ask, careplusJson } from "../../fixtures/careplus";
import { earlierProgram } from "../../fixtures/earlier-program";
import { logEntry, logFile } from "../../fixtures/log-entries";
import { temporaryFolder } from "../../fixtures/temporary-folder";

describe("a column that a contract gains", () => {
  it("is added to the rows that are there, and a program that does not know it goes on", async () => {
    const folder = await temporaryFolder();
    const logs = join(folder.path, "logs");
    const state = join(folder.path, "state");
    const put = (name: string): Promise<void> =>
      writeFile(join(logs, name), logFile(logEntry({ message: name })));
    const run = (): Promise<RunReport> => careplusJson<RunReport>("run", "--logs", logs, "--state", state);
    const later = await earlierProgram(join(folder.path, "later"), [
      {
        file: "runtime/contracts/warehouse.ts",
        today: "    LOADED_AT,\n  ],\n};\n",
        earlier:
          '    LOADED_AT,\n    { name: "mood", type: "string", nullable: true, description: "of the ticket" },\n  ],\n};\n',
      },
      {
        file: "runtime/contracts/warehouse.ts",
        today: '  sortKey: ["log_date"],\n  columns: [\n',
        earlier:
          '  sortKey: ["log_date"],\n  columns: [\n    { name: "host", type: "string", nullable: true, description: "of the server" },\n',
      },
    ]);
    await mkdir(logs);
    await put("1.log");
    await run();

    await put("2.log");
    await later("run", "--logs", logs, "--state", state);
    await put("3.log");
    const report = await run();

    expect(report.sources.logs).to.include({ in: 1, kept: 1 });
    expect(report.reconciliation.filter((check) => !check.isMatch)).to.deep.equal([]);
    expect(await ask(state, "select message, host from fact_log_entry order by message")).to.deep.equal([
      { message: "1.log", host: null },
      { message: "2.log", host: null },
      { message: "3.log", host: null },
    ]);
    expect(await ask(state, "select mood from fact_ticket")).to.deep.equal([]);
    await folder.remove();
  });
});
