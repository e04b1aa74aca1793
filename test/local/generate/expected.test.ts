import { join } from "node:path";
import { expect } from "chai";
import { createConnection } from "mysql2/promise";
import { type Generated, generate } from "../../../local/generate";
import type { PrivateServer } from "../../../local/mariadb/private-server";
import { startMariadb } from "../../../local/mariadb/start";
import { ask, careplusJson } from "../../fixtures/careplus";
import { type TemporaryFolder, temporaryFolder } from "../../fixtures/temporary-folder";
import { importDump } from "./import-dump";

/** What `run --json` says; the field's names are the command's contract. */
interface RunAnswer {
  readonly sources: Record<
    "tickets" | "logs",
    Record<"in" | "kept" | "duplicate" | "rejected" | "loaded", number>
  >;
  readonly reconciliation: readonly { readonly isMatch: boolean }[];
}

describe("the platform on generated data", () => {
  let folder: TemporaryFolder;
  let server: PrivateServer;
  let generated: Generated;
  let answer: RunAnswer;
  let stateDir: string;

  before(async () => {
    folder = await temporaryFolder();
    stateDir = join(folder.path, "state");
    const out = join(folder.path, "out");
    generated = await generate({ days: 7, tickets: 3_000, seed: 42, out });
    server = await startMariadb({ dir: join(folder.path, "mariadb") });
    const connection = await createConnection({ uri: server.url, charset: "utf8mb4" });
    await connection.query("CREATE DATABASE field");
    await connection.query("USE field");
    await importDump(connection, join(out, "support_tickets.sql"));
    await connection.end();
    answer = await careplusJson<RunAnswer>(
      ...[
        "run",
        "--once",
        "--mysql",
        `${server.url}/field`,
        "--logs",
        join(out, "logs"),
        "--state",
        stateDir,
      ],
    );
  });

  after(async () => {
    await server?.stop();
    await folder?.remove();
  });

  it("counts ticket rows, repeats and rejections as they were made", () => {
    const { rows, duplicates, rejected } = generated.tickets;
    const kept = rows - duplicates - rejected;

    expect(answer.sources.tickets).to.include({ in: rows, duplicate: duplicates, rejected, kept });
  });

  it("has each ticket once, in its winning status", async () => {
    const rows = await ask<{ status: string; tickets: number }>(
      stateDir,
      "select status, count(*) as tickets from rpt.tickets group by status",
    );

    expect(Object.fromEntries(rows.map(({ status, tickets }) => [status, tickets]))).to.deep.equal(
      generated.tickets.ticketsByStatus,
    );
  });

  it("gives every rejected ticket row the reasons for which it was spoilt", async () => {
    const { faults } = generated.tickets;

    expect(await rejections("tickets")).to.deep.equal({
      missing_ticket_id: faults["no ticket number"],
      created_at: faults["created_at unreadable"],
      bad_resolved_at: faults["resolved_at unreadable"],
      resolved_before_created: faults["resolved before created"],
      status: faults["status unknown"],
      resolved_without_resolved_at: faults["resolved without a time"],
      open_with_resolved_at: faults["open with a time"],
      priority: faults["priority unknown"],
      num_interactions_unknown: faults["interactions unknown"],
      bad_num_interactions: faults["interactions no number"],
      missing_agent: faults["agent blank"],
      missing_channel: faults["channel blank"],
      missing_issue_category: faults["issue category blank"],
    });
  });

  it("counts log entries, repeats and rejections as they were made", () => {
    const { records, duplicates, rejected, distinctEntries } = generated.logs;

    expect(answer.sources.logs).to.deep.include({ in: records, duplicate: duplicates, rejected });
    expect(answer.sources.logs.loaded).to.equal(distinctEntries);
  });

  it("gives every rejected log entry the reason for which it was spoilt", async () => {
    const { faults } = generated.logs;

    // Entries that miss a field, the torn ones among them, name the field: those reasons are more than the faults.
    expect(await rejections("logs")).to.include({
      negative_response_time: faults["response time negative"],
      absurd_response_time: faults["response time absurd"],
      cpu_out_of_range: faults["cpu out of range"],
      unknown_level: faults["level unknown"],
      bad_timestamp: faults["timestamp unreadable"],
      invalid_utf8: faults["not utf-8"],
      entry_too_large: faults["too large"],
      torn_entry: faults.torn,
    });
  });

  it("has each valid log entry once", async () => {
    const [row] = await ask<{ entries: number }>(stateDir, "select count(*) as entries from rpt.log_entries");

    expect(row?.entries).to.equal(generated.logs.distinctEntries);
  });

  it("reconciles source and warehouse", () => {
    expect(answer.reconciliation).to.not.be.empty;
    expect(answer.reconciliation.every(({ isMatch }) => isMatch)).to.equal(true);
  });

  /** Records by reason; a column that is missing and one that is unknown are one fault to the generator. */
  async function rejections(dataset: string): Promise<Record<string, number>> {
    const rows = await ask<{ reason: string; records: number }>(
      stateDir,
      `select reason, records from rpt.rejections where dataset = '${dataset}'`,
    );
    const sums: Record<string, number> = {};
    for (const { reason, records } of rows) {
      const fault = /^(?:missing|bad|unknown)_(created_at|status|priority)$/.exec(reason)?.[1] ?? reason;
      sums[fault] = (sums[fault] ?? 0) + records;
    }
    return sums;
  }
});
