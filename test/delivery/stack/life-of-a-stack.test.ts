import { expect } from "chai";
import { smoke } from "../../../delivery/stack/smoke/smoke";
import { StepLog } from "../../../delivery/stack/step-log";
import type { CareplusError } from "../../../runtime/errors";
import { deploy } from "../../emulator/deploy";
import { emulatedStack } from "../../emulator/deployed-stack";
import { faultOf } from "../../fixtures/fault-of";
import { createTicketTable } from "../../fixtures/ticket-rows";
import { TicketDatabase } from "../../local/tickets/ticket-database";
import { AuroraDataDouble } from "./aurora-data-double";
import { AwsBed, EnvironmentChange } from "./aws-bed";
import { DISPOSABLE, TakenDown } from "./down/taken-down";

const NOW = new Date("2026-11-25T08:00:00.123Z");
const TICKET = "SMOKE20261125080000123";

/** Each test goes on from the one before. */
describe("a short-lived stack on the emulator, the whole program deployed", function () {
  this.timeout(400_000);
  let bed: AwsBed;
  let db: TicketDatabase;
  let aurora: AuroraDataDouble;
  let environment: EnvironmentChange;
  let taken: TakenDown;
  let lines: string[];

  before(async () => {
    [bed, db] = await Promise.all([AwsBed.start(), TicketDatabase.start()]);
    aurora = await AuroraDataDouble.start(db.connection);
    environment = new EnvironmentChange({ AWS_ENDPOINT_URL_RDS_DATA: aurora.endpoint });
    await createTicketTable(db.connection);
    await db.connection.query("create user reader@'127.0.0.1' identified by 'reader'");
    await db.connection.query("grant select on careplus.* to reader@'127.0.0.1'");
    const { config, secrets = {} } = await emulatedStack(bed.emulator.clients, db.server.port);
    const released = { "careplus:dataRetention": "destroy", "careplus:destroyData": "true" };
    const setting = { stack: "pr-7", config: { ...config, ...released }, secrets };
    const { outputs, destroy } = await deploy(bed.emulator.clients, setting);
    taken = new TakenDown(bed);
    taken.engine.know("pr-7", DISPOSABLE, [{ name: "all", delete: destroy }]);
    const known = taken.engine.stacks.get("pr-7");
    if (known) known.outputs = outputs as Record<string, unknown>;
  });

  beforeEach(() => {
    lines = [];
  });

  after(async () => {
    environment?.undo();
    await aurora?.stop();
    await bed?.stop();
    await db?.stop();
  });

  async function drive(now = NOW, stepMs = 180_000): Promise<CareplusError | undefined> {
    const log = new StepLog((line) => lines.push(line.replace(/ \([\d.]+ s\)$/, "")));
    return faultOf(smoke("pr-7", now, taken.engine, log, { stepMs, pollMs: 50 }));
  }

  it("drives a log file and a ticket from their sources to the warehouse", async () => {
    const fault = await drive();

    expect(fault?.message).to.equal(undefined);
    expect(lines.map((line) => line.replace(/-[0-9a-f]{20}\.json/, "-….json"))).to.deep.equal([
      `ok      ship a log file: logs/smoke-${TICKET}.log`,
      `ok      see it transformed: manifests/logs/smoke-${TICKET}.log-….json`,
      "ok      see it in the warehouse: 1 entry in rpt.log_entries",
      `ok      add a ticket: ${TICKET} in support_tickets`,
      "ok      run the ticket flow: ended as Loaded",
      "ok      see the ticket in the warehouse: 1 ticket in rpt.tickets",
      "ok      look for what was put aside: nothing",
    ]);
    expect(aurora.asked[0]).to.match(
      /^arn:aws:rds:eu-central-1:000000000000:cluster:careplus-pr-7-tickets arn:aws:secretsmanager:/,
    );
  });

  it("says where the ticket flow failed, and why", async () => {
    const { glue } = bed.account.clients;
    const JobName = "careplus-pr-7-extract-tickets";
    const { Job } = await glue.getJob({ JobName });
    await glue.deleteJob({ JobName });

    const fault = await drive(new Date("2026-11-25T09:00:00Z")).finally(() =>
      glue.createJob({ Name: JobName, Role: Job?.Role, Command: Job?.Command }),
    );

    expect(lines.at(-1)).to.equal("failed  run the ticket flow");
    expect(fault?.message).to.match(
      /^The ticket flow ended as FAILED: its last state is Failed, after .*EntityNotFoundException: .*careplus-pr-7-extract-tickets/,
    );
  });

  it("says what it has seen when a log file does not come through", async () => {
    const { lambda } = bed.account.clients;
    const { EventSourceMappings = [] } = await lambda.listEventSourceMappings({
      FunctionName: "careplus-pr-7-log-transformer",
    });
    await lambda.updateEventSourceMapping({ UUID: EventSourceMappings[0]?.UUID, Enabled: false });

    const fault = await drive(new Date("2030-01-01T00:00:00Z"), 1_000);

    expect(lines.at(-1)).to.equal("failed  see it transformed");
    expect(fault?.message).to.equal(
      "The manifest of logs/smoke-SMOKE20300101000000000.log is not there after 1 s: events in queues: logArrivals 1, logDeadLetters 0, loadRequests 0, loadDeadLetters 0; careplus-pr-7-log-transformer logged no error.",
    );
  });

  it("is found by the listings while it is there; taken down after it has worked, it leaves nothing", async () => {
    const before = await taken.left();

    const fault = await taken.run();

    expect(fault?.message).to.equal(undefined);
    expect(before).to.have.length.above(60);
    expect(await taken.left()).to.deep.equal([]);
  });
});
