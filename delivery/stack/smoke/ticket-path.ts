import { paginateGetExecutionHistory } from "@aws-sdk/client-sfn";
import { CareplusError } from "../../../runtime/errors";
import { auroraStatements } from "../../../runtime/generate/aurora-statements";
import { RAW_TICKET_COLUMNS, type RawTicket } from "../../../runtime/generate/raw-ticket";
import { DataApiSession } from "../../../runtime/warehouse/data-api";
import type { Account } from "../aws/account";
import type { Clients } from "../aws/clients";
import { collect } from "../aws/collect";
import type { StepLog } from "../step-log";
import { lastFailure } from "./look-around";
import type { Marked } from "./smoke";
import type { SmokeTarget } from "./smoke-target";
import { type SmokeLimits, untilSeen } from "./until-seen";

const IN_WAREHOUSE = "select count(*) as tickets from rpt.tickets where ticket_id = :ticket";

/** Adds a ticket to the stack's own MySQL, runs the ticket flow, and asks the warehouse for it. */
export async function driveTicket(
  { stack, ticketId, now }: Marked,
  account: Account,
  target: SmokeTarget,
  log: StepLog,
  limits: SmokeLimits,
): Promise<void> {
  const { clients, region, accountId } = account;
  const resourceArn = `arn:aws:rds:${region}:${accountId}:cluster:careplus-${stack}-tickets`;
  const { table, database, secretArn } = target.mysql;
  await log.run(
    "add a ticket",
    () =>
      auroraStatements(clients.mysqlData, { resourceArn, secretArn, database }).runMany(insertInto(table), [
        { ...ticket(ticketId, now) },
      ]),
    () => `${ticketId} in ${table}`,
  );
  await log.run(
    "run the ticket flow",
    () => runFlow(clients, target.flowArn, limits),
    (state) => `ended as ${state}`,
  );
  const session = new DataApiSession(clients.redshiftData, target.warehouse);
  await log.run(
    "see the ticket in the warehouse",
    () =>
      untilSeen(
        `${ticketId} in rpt.tickets`,
        limits,
        async () => {
          const [row] = await session.read(IN_WAREHOUSE, { ticket: ticketId });
          return row?.tickets === 1 || undefined;
        },
        async () =>
          "the flow has ended well, so the run took another extraction or put the ticket into quarantine",
      ),
    () => "1 ticket in rpt.tickets",
  );
}

/** Gives the last state of a run that ended well. */
async function runFlow({ sfn }: Clients, stateMachineArn: string, limits: SmokeLimits): Promise<string> {
  const { executionArn } = await sfn.startExecution({ stateMachineArn });
  const around = async (): Promise<string> => {
    const pages = paginateGetExecutionHistory({ client: sfn }, { executionArn });
    return lastFailure(await collect(pages, ({ events }) => events));
  };
  await untilSeen(
    "The end of the ticket flow",
    limits,
    async () => {
      const { status } = await sfn.describeExecution({ executionArn });
      if (status === "SUCCEEDED") return status;
      if (status === "RUNNING" || status === "PENDING_REDRIVE") return undefined;
      throw new CareplusError("smoke_failed", `The ticket flow ended as ${status}: ${await around()}.`);
    },
    around,
  );
  return (await around()).replace("its last state is ", "");
}

function insertInto(table: string): string {
  const columns = RAW_TICKET_COLUMNS.map((name) => `\`${name}\``).join(", ");
  return `insert into \`${table}\` (${columns}) values (${RAW_TICKET_COLUMNS.map((name) => `:${name}`).join(", ")})`;
}

/** A ticket that breaks no rule. */
function ticket(ticketId: string, now: Date): RawTicket {
  return {
    ticket_id: ticketId,
    created_at: now.toISOString().slice(0, 16).replace("T", " "),
    resolved_at: null,
    agent: "Smoke",
    priority: "Low",
    num_interactions: "1",
    IssUeCat: "Smoke Test",
    channel: "Email",
    status: "Open",
    agent_feedback: "",
  };
}
