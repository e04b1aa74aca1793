import type { Command } from "commander";
import { readState } from "../owner/open-reader";
import { startDashboard } from "../web/server";
import { type CommandOptions, command } from "./command";
import { aborted, interruption } from "./interruption";
import { wholeNumber } from "./option-values";

export function dashboardCommand(): Command {
  return command("dashboard", "serve the dashboards on this machine until Ctrl-C")
    .option("--port <port>", "port on 127.0.0.1; a free one when not given", wholeNumber(1, 65_535))
    .action(async (options: CommandOptions & { readonly port?: number }) => {
      const reader = readState(options.state);
      await reader.query("select 1");
      const dashboard = await startDashboard({
        reader,
        ...(options.port !== undefined && { port: options.port }),
      });
      process.stdout.write(
        options.json ? `${JSON.stringify({ url: dashboard.url })}\n` : `dashboards: ${dashboard.url}\n`,
      );
      await aborted(interruption());
      await dashboard.close();
    });
}
