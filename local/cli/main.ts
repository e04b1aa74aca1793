import { Command, CommanderError } from "commander";
import { dashboardCommand } from "./dashboard-command";
import { demoCommand } from "./demo-command";
import { generateCommand } from "./generate-command";
import { replayCommand } from "./replay-command";
import { reportFault, reportUsage } from "./report-fault";
import { resetCommand } from "./reset-command";
import { runCommand } from "./run-command";
import { sqlCommand } from "./sql-command";
import { statusCommand } from "./status-command";

const program = new Command("careplus")
  .description("Support tickets and service logs into one warehouse with dashboards, on this machine")
  .showHelpAfterError("(add --help for the options)")
  .addCommand(runCommand())
  .addCommand(demoCommand())
  .addCommand(dashboardCommand())
  .addCommand(statusCommand())
  .addCommand(sqlCommand())
  .addCommand(replayCommand())
  .addCommand(generateCommand())
  .addCommand(resetCommand());

// A reader that stops early (`careplus sql … | head`) is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

// Commander then throws where it would end the process, so that machines are told of a wrong option too.
for (const one of [program, ...program.commands]) one.exitOverride();

program.parseAsync().catch((error: unknown) => {
  const asJson = process.argv.includes("--json");
  if (error instanceof CommanderError) {
    reportUsage(error, asJson);
    process.exit(error.exitCode);
  }
  reportFault(error, asJson);
  process.exit(1);
});
