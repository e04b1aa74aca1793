import type { Command } from "commander";
import type { DemoPlatform, DemoSource } from "../demo/demo-platform";
import { runDemo } from "../demo/run-demo";
import { type Platform, withPlatform } from "../pipeline/platform";
import { runOnce } from "../pipeline/run-once";
import { watch } from "../pipeline/watch";
import { startDashboard } from "../web/server";
import { type CommandOptions, command } from "./command";
import { interruption } from "./interruption";
import { wholeNumber } from "./option-values";
import { printReport } from "./print-report";
import { progressDisplay } from "./progress-display";
import { reportFault } from "./report-fault";

const POLL_MS = 1_000;

interface DemoCommandOptions extends CommandOptions {
  readonly once?: true;
  readonly port?: number;
}

export function demoCommand(): Command {
  return command("demo", "show the platform on generated data: a private MariaDB, logs, dashboards that move")
    .option("--once", "end after the first load")
    .option("--port <port>", "port of the dashboards on 127.0.0.1", wholeNumber(1, 65_535))
    .action(async (options: DemoCommandOptions) => {
      const display = progressDisplay(options);
      await runDemo({
        stateDir: options.state,
        once: options.once === true,
        signal: interruption(),
        say: (line) => {
          display.stop();
          // With --json, stdout is for the machine alone.
          (options.json ? process.stderr : process.stdout).write(`${line}\n`);
        },
        withPlatform: (source: DemoSource, work) =>
          withPlatform(
            {
              stateDir: options.state,
              ...source,
              timeZone: "UTC",
              onProgress: display.onProgress,
            },
            (platform) => work(demoPlatform(platform, options, display.mute)),
          ),
      });
    });
}

function demoPlatform(platform: Platform, options: DemoCommandOptions, endDisplay: () => void): DemoPlatform {
  const listeners = new Set<() => void>();
  return {
    async runOnce() {
      const report = await runOnce(platform);
      endDisplay();
      printReport(report, options);
    },
    serve: () =>
      startDashboard({
        reader: platform.warehouse,
        ...(options.port !== undefined && { port: options.port }),
        changes: (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      }),
    watch: (signal) =>
      watch(platform, {
        pollMs: POLL_MS,
        signal,
        onReport: () => {
          for (const listener of listeners) listener();
        },
        onFault: (fault) => reportFault(fault, options.json === true),
      }),
  };
}
