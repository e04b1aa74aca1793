import type { Command } from "commander";
import { CareplusError } from "../../runtime/errors";
import type { ReplaySelection } from "../../runtime/replay/selection";
import { withPlatform } from "../pipeline/platform";
import { replay } from "../pipeline/replay";
import { type CommandOptions, command } from "./command";
import { calendarDate, folder, timeZone } from "./option-values";
import { printReport } from "./print-report";
import { progressDisplay } from "./progress-display";

interface ReplayOptions extends CommandOptions, ReplaySelection {
  readonly logs?: string;
  readonly timeZone: string;
}

export function replayCommand(): Command {
  return command(
    "replay",
    "read source objects again, under today's rules, and replace what they had brought",
  )
    .option("--key <object>", "one source object, as `status` names it")
    .option("--prefix <text>", "source objects whose names begin so")
    .option("--from <date>", "objects with records of this UTC date or later", calendarDate)
    .option("--to <date>", "objects with records of this UTC date or earlier", calendarDate)
    .option("--reason <reason>", "objects with records rejected for this reason")
    .option("--logs <dir>", "folder of the log files, to replay logs", folder)
    .option("--time-zone <zone>", "zone of the ticket times", timeZone, "UTC")
    .addHelpText("after", "\nWhen several of these are given, all must hold.")
    .action(async (options: ReplayOptions) => {
      const { key, prefix, from, to, reason } = options;
      if ([key, prefix, from, to, reason].every((part) => part === undefined)) {
        throw new CareplusError(
          "nothing_chosen",
          "say what to replay: --key, --prefix, --from, --to or --reason",
        );
      }
      const display = progressDisplay(options);
      const selection = {
        ...(key !== undefined && { key }),
        ...(prefix !== undefined && { prefix }),
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        ...(reason !== undefined && { reason }),
      };
      const platformOptions = {
        stateDir: options.state,
        table: "",
        ...(options.logs !== undefined && { logsDir: options.logs }),
        timeZone: options.timeZone,
        onProgress: display.onProgress,
      };
      const report = await withPlatform(platformOptions, (platform) => replay(platform, selection)).finally(
        display.stop,
      );
      printReport(report, options);
    });
}
