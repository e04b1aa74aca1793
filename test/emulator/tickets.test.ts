import { expect } from "chai";
import { createTicketTable, insertTickets, ticketRow } from "../fixtures/ticket-rows";
import { until } from "../fixtures/until";
import { TicketDatabase } from "../local/tickets/ticket-database";
import { itAsksNoMoreThanRolesAllow } from "./allowed-calls";
import { deploy } from "./deploy";
import { emulatedStack } from "./deployed-stack";
import { Emulator } from "./emulator";
import { replayed } from "./replay-execution";
import { warehouseRows } from "./warehouse-rows";

const HOUR = 3_600;
/** A run is of two Spark jobs; a loaded machine takes this long for it at the most. */
const RUN_MS = 300_000;
const TICKETS = "select ticket_id, status from fact_ticket order by ticket_id";

/** Each test goes on from the one before. */
describe("tickets, through the deployed program", function () {
  this.timeout(600_000);
  let emulator: Emulator;
  let db: TicketDatabase;

  before(async () => {
    [emulator, db] = await Promise.all([Emulator.start(), TicketDatabase.start()]);
    await createTicketTable(db.connection);
    await db.connection.query("create user reader@'127.0.0.1' identified by 'reader'");
    await db.connection.query("grant select on careplus.* to reader@'127.0.0.1'");
    await deploy(emulator.clients, await emulatedStack(emulator.clients, db.server.port));
  });

  after(async () => {
    await emulator.stop();
    await db.stop();
  });

  /**
   * Lets an hour pass, for which the schedule is; gives the status that the run ends with.
   *
   * @param during is awaited while the run goes on
   */
  async function scheduledRun(during: () => Promise<void> = async () => undefined): Promise<string> {
    const { sfn } = emulator.clients;
    const stateMachineArn = "arn:aws:states:eu-central-1:000000000000:stateMachine:careplus-dev-tickets";
    const runs = async () => (await sfn.listExecutions({ stateMachineArn })).executions ?? [];
    const before = (await runs()).length;
    emulator.passTime(HOUR);
    await during();
    return until(
      "the end of the ticket run",
      async () => {
        const [latest, ...others] = await runs();
        return others.length === before && latest?.status !== "RUNNING" ? latest?.status : undefined;
      },
      RUN_MS,
    );
  }

  /** Kills the job once it has begun to write; what the runs before it have left is known. */
  async function killTransformation(): Promise<void> {
    const known = new Set(await drafts());
    const begun = async () => (await drafts()).find((key) => !known.has(key));
    await until("the transformation's drafts", begun, RUN_MS);
    emulator.killJobs();
  }

  async function drafts(): Promise<(string | undefined)[]> {
    const Prefix = "glue-temp/transform-tickets/";
    const { s3 } = emulator.clients;
    const { Contents = [] } = await s3.listObjectsV2({ Bucket: "careplus-dev-results-000000000000", Prefix });
    return Contents.map(({ Key }) => Key);
  }

  it("come to the warehouse when the schedule fires, and are reconciled with the source", async () => {
    await insertTickets(db.connection, [ticketRow({ ticket_id: "TCK1" }), ticketRow({ ticket_id: "TCK2" })]);

    const status = await scheduledRun();

    expect(status).to.equal("SUCCEEDED");
    expect(await warehouseRows(emulator, TICKETS)).to.deep.equal([
      { ticket_id: "TCK1", status: "Open" },
      { ticket_id: "TCK2", status: "Open" },
    ]);
    const checks = await warehouseRows(emulator, "select is_match from ops.reconciliation");
    expect(checks).to.have.length.above(0);
    expect(checks.filter(({ is_match }) => is_match !== true)).to.deep.equal([]);
  });

  it("are resolved in the warehouse once they are at the source, also when a transformation is killed", async () => {
    await db.connection.query(
      "update support_tickets set status = 'Resolved', resolved_at = '2025-07-01 01:13' where ticket_id = 'TCK1'",
    );
    const killed = await scheduledRun(killTransformation);

    const next = await scheduledRun();

    expect([killed, next]).to.deep.equal(["FAILED", "SUCCEEDED"]);
    expect(await warehouseRows(emulator, TICKETS)).to.deep.equal([
      { ticket_id: "TCK1", status: "Resolved" },
      { ticket_id: "TCK2", status: "Open" },
    ]);
    expect(
      await warehouseRows(emulator, "select dataset, count(*) as loads from ops.loads group by dataset"),
    ).to.deep.equal([{ dataset: "tickets", loads: 2 }]);
  });

  it("are transformed and loaded again by a replay of an extraction, which changes nothing", async () => {
    const runs = "select source_object, run_id from ops.loads order by source_object";
    const before = await warehouseRows(emulator, runs);

    const { status, output } = await replayed(
      emulator.clients,
      { key: String(before[0]?.source_object) },
      RUN_MS,
    );

    expect([status, output]).to.deep.equal(["SUCCEEDED", '{"logs": 0, "extractions": 1}']);
    await until("the load", async () =>
      (await warehouseRows(emulator, runs))[0]?.run_id === before[0]?.run_id ? undefined : true,
    );
    expect(await warehouseRows(emulator, TICKETS)).to.deep.equal([
      { ticket_id: "TCK1", status: "Resolved" },
      { ticket_id: "TCK2", status: "Open" },
    ]);
  });

  itAsksNoMoreThanRolesAllow(
    () => emulator,
    ["careplus-dev-loader", "careplus-dev-migrate", "careplus-dev-reconciler", "careplus-dev-replay-chooser"],
  );
});
