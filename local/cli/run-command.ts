import { type Command, Option } from "commander";
import { CareplusError } from "../../runtime/errors";
import { type Platform, withPlatform } from "../pipeline/platform";
import { runOnce } from "../pipeline/run-once";
import { TICKET_ENGINES, type TicketEngineName } from "../pipeline/ticket-engine";
import { watch } from "../pipeline/watch";
import { type CommandOptions, command } from "./command";
import { interruption } from "./interruption";
import { folder, timeZone, wholeNumber } from "./option-values";
import { printReport } from "./print-report";
import { type ProgressDisplay, progressDisplay } from "./progress-display";
import { reportFault } from "./report-fault";

interface RunOptions extends CommandOptions {
  readonly mysql?: string;
  readonly table: string;
  readonly logs?: string;
  readonly once?: true;
  readonly watch?: true;
  readonly poll: number;
  readonly timeZone: string;
  readonly engine: TicketEngineName;
}

export function runCommand(): Command {
  return command("run", "load what is new in MySQL and in a folder of logs into the warehouse")
    .option("--mysql <url>", "mysql://user:password@host:port/database; also read from CAREPLUS_MYSQL")
    .option("--table <name>", "table of the tickets", "support_tickets")
    .option("--logs <dir>", "folder of .log and .log.gz files", folder)
    .option("--once", "process what is new, print the counts and the reconciliation, and end (the default)")
    .option("--watch", "go on: watch MySQL and the folder until Ctrl-C")
    .option(
      "--poll <ms>",
      "least time between two reads of the table by --watch",
      wholeNumber(100, 86_400_000),
      2_000,
    )
    .option("--time-zone <zone>", "zone of the ticket times", timeZone, "UTC")
    .addOption(
      new Option(
        "--engine <name>",
        "what reads and transforms tickets; spark runs the Glue jobs on this machine",
      )
        .choices(TICKET_ENGINES)
        .default("duckdb"),
    )
    .action(async (options: RunOptions) => {
      const mysqlUrl = options.mysql ?? process.env.CAREPLUS_MYSQL;
      if (mysqlUrl === undefined && options.logs === undefined) {
        throw new CareplusError("no_source", "say what to load: --mysql <url>, --logs <dir>, or both");
      }
      if (options.once && options.watch) {
        throw new CareplusError("once_or_watch", "--once and --watch exclude one another");
      }
      const display = progressDisplay(options);
      const platformOptions = {
        stateDir: options.state,
        ...(mysqlUrl !== undefined && { mysqlUrl }),
        table: options.table,
        ...(options.logs !== undefined && { logsDir: options.logs }),
        timeZone: options.timeZone,
        engine: options.engine,
        onProgress: display.onProgress,
      };
      await withPlatform(platformOptions, (platform) => {
        if (options.watch) return keepWatching(platform, options, display);
        return runOnce(platform).then((report) => {
          display.stop();
          printReport(report, options);
        });
      }).finally(display.stop);
    });
}

function keepWatching(platform: Platform, options: RunOptions, display: ProgressDisplay): Promise<void> {
  let isFirst = true;
  return watch(platform, {
    pollMs: options.poll,
    signal: interruption(),
    onReport: (report) => {
      display.mute();
      const loaded = Object.values(report.sources).some((source) => source.objects > 0);
      if (loaded || isFirst) printReport(report, options);
      isFirst = false;
    },
    onFault: (fault) => reportFault(fault, options.json === true),
  });
}
