import { CareplusError } from "../../../runtime/errors";
import { openAccount } from "../aws/account";
import { requireShortLived } from "../short-lived-name";
import type { StackEngine } from "../stack-engine";
import { counted, type StepLog } from "../step-log";
import { driveLog } from "./log-path";
import { queueLengths } from "./look-around";
import { smokeTarget } from "./smoke-target";
import { driveTicket } from "./ticket-path";
import type { SmokeLimits } from "./until-seen";

/** What a run puts in at one end, to be known again at the other. */
export interface Marked {
  readonly stack: string;
  /** Of the log entry and of the ticket; no other run has it. */
  readonly ticketId: string;
  readonly now: Date;
}

/**
 * Drives a log file and a ticket from their sources to the warehouse of a short-lived stack, and sees that no event was
 * put aside on the way.
 *
 * @throws CareplusError "smoke_failed" with what was seen; "no_stack", "no_outputs" for a stack that is
 *   not there or not whole
 */
export async function smoke(
  stack: string,
  now: Date,
  engine: StackEngine,
  log: StepLog,
  limits: SmokeLimits,
): Promise<void> {
  requireShortLived(stack);
  const config = await engine.config(stack);
  const region = config?.["aws:region"];
  if (typeof region !== "string")
    throw new CareplusError(
      "no_stack",
      `${stack} is not there: bring it up with \`npm run stack -- up ${stack}\`.`,
    );
  const target = smokeTarget(stack, await engine.outputs(stack));
  const account = await openAccount(region);
  const marked = { stack, now, ticketId: `SMOKE${now.toISOString().replaceAll(/\D/g, "")}` };
  const { clients } = account;
  const before = await queueLengths(clients, target);
  await driveLog(marked, clients, target, log, limits);
  await driveTicket(marked, account, target, log, limits);
  await log.run(
    "look for what was put aside",
    async () => {
      const after = await queueLengths(clients, target);
      for (const queue of ["logDeadLetters", "loadDeadLetters"]) {
        const more = (after[queue] ?? 0) - (before[queue] ?? 0);
        if (more > 0)
          throw new CareplusError(
            "smoke_failed",
            `${counted(more, "event")} came to ${queue} meanwhile: docs/runbook.md says how to read why.`,
          );
      }
    },
    () => "nothing",
  );
}
