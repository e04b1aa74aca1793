import { watch as watchFolder } from "chokidar";
import type { StoredObject } from "../../runtime/store/object-store";
import { ChangeProbe } from "../tickets/change-probe";
import { type DueSources, runCycle } from "./cycle";
import type { Platform } from "./platform";
import type { RunReport } from "./run-report";
import { TicketSchedule } from "./ticket-schedule";
import { WakeUp } from "./wake-up";

/** A log file that has not changed for this long has its last entry taken even without a separator. */
const SETTLED_AFTER_MS = 1_000;

export interface WatchOptions {
  /** The least time between two reads of the ticket table. */
  readonly pollMs: number;
  readonly signal: AbortSignal;
  readonly onReport: (report: RunReport) => void;
  /** Told of a source's fault (a server that went away, for instance); it is tried again at the next poll. */
  readonly onFault: (fault: Error) => void;
}

/**
 * Loads what is new, then goes on: changed rows by asking MySQL, new and grown log files by watching, until the
 * signal aborts. A fault in the first look is thrown (a wrong password will not mend itself); a later one is reported.
 */
export async function watch(platform: Platform, options: WatchOptions): Promise<void> {
  const { mysqlUrl, table, logsDir } = platform.options;
  const wakeUp = new WakeUp(options.signal);
  const folder = logsDir === undefined ? undefined : watchFolder(logsDir, { ignoreInitial: true });
  const probe = mysqlUrl === undefined ? undefined : new ChangeProbe(mysqlUrl, table);
  const tickets = probe && new TicketSchedule(probe, options.pollMs);
  let areLogsDue = false;
  const lookAtLogs = (): void => {
    areLogsDue = true;
    wakeUp.now();
  };
  folder?.on("all", lookAtLogs);

  const look = async (due: DueSources): Promise<void> => {
    const { report, unsettled } = await runCycle(platform, due, isSettled);
    if (unsettled.length > 0) setTimeout(lookAtLogs, SETTLED_AFTER_MS);
    options.onReport(report);
  };
  try {
    await tickets?.isReadDue();
    await look({ tickets: true, logs: true });
    while (!options.signal.aborted) {
      if (await tickets?.isReadDue()) {
        await look({ tickets: true, logs: false }).catch((fault: Error) => {
          tickets?.readFailed();
          options.onFault(fault);
        });
      }
      if (areLogsDue) {
        areLogsDue = false;
        await look({ tickets: false, logs: true }).catch(options.onFault);
      }
      await wakeUp.wait(tickets?.untilNextQuestionMs() ?? Number.POSITIVE_INFINITY);
    }
  } finally {
    probe?.close();
    await folder?.close();
  }
}

function isSettled(object: StoredObject): boolean {
  return Date.now() - object.modifiedAt.getTime() >= SETTLED_AFTER_MS;
}
