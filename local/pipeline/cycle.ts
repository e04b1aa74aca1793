import type { StoredObject } from "../../runtime/store/object-store";
import { runLogCycle } from "./log-cycle";
import { newRunId, type Platform } from "./platform";
import { type RunReport, sumLoads } from "./run-report";
import { runTicketCycle } from "./ticket-cycle";

/** Which sources a cycle looks at; one that the platform was not given is left out in any case. */
export interface DueSources {
  readonly tickets: boolean;
  readonly logs: boolean;
}

export interface Cycle {
  readonly report: RunReport;
  /** Log files to look at again once they have stopped growing. */
  readonly unsettled: readonly string[];
}

/** One look at the sources: extract, transform, load what is new, then compare source and warehouse. */
export async function runCycle(
  platform: Platform,
  due: DueSources,
  isSettled: (object: StoredObject) => boolean,
): Promise<Cycle> {
  const startedAt = new Date();
  const runId = newRunId(startedAt);
  const { mysqlUrl, logsDir } = platform.options;
  const ticketCycle = due.tickets && mysqlUrl ? await runTicketCycle(platform, mysqlUrl, runId) : undefined;
  const logCycle = due.logs && logsDir ? await runLogCycle(platform, logsDir, runId, isSettled) : undefined;
  const reconciliation = await platform.warehouse.reconcile(
    {
      ...(ticketCycle && { tickets: ticketCycle.snapshot }),
      ...(logCycle && { logObjects: logCycle.objects }),
    },
    runId,
    new Date(),
  );
  const report: RunReport = {
    runId,
    sources: {
      ...(ticketCycle && { tickets: sumLoads(ticketCycle.loads) }),
      ...(logCycle && { logs: sumLoads(logCycle.loads) }),
    },
    reconciliation,
    notices: [...(ticketCycle?.notices ?? []), ...(logCycle?.notices ?? [])],
    seconds: (Date.now() - startedAt.getTime()) / 1000,
  };
  return { report, unsettled: logCycle?.unsettled ?? [] };
}
