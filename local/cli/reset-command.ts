import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import type { Command } from "commander";
import { CareplusError } from "../../runtime/errors";
import { findOwner } from "../owner/owner-file";
import { type CommandOptions, command } from "./command";

/** What the platform keeps in a state folder; anything else there is not ours to delete. */
const KEPT = [
  "lake",
  "demo",
  "warehouse.duckdb",
  "warehouse.duckdb.wal",
  "warehouse.duckdb.tmp",
  "owner.json",
];

export function resetCommand(): Command {
  return command("reset", "delete what the platform keeps in the state folder; the sources are not touched")
    .option("--yes", "do not ask")
    .action(async (options: CommandOptions & { readonly yes?: true }) => {
      const owner = await findOwner(options.state);
      if (owner !== undefined) {
        throw new CareplusError(
          "state_in_use",
          `process ${owner.pid} works on ${options.state}: stop it first`,
        );
      }
      const present = KEPT.map((name) => join(options.state, name)).filter((path) => existsSync(path));
      const isAgreed = options.yes === true || present.length === 0 || (await asks(options.state));
      if (!isAgreed) throw new CareplusError("not_reset", "nothing was deleted");
      for (const path of present) await rm(path, { recursive: true, force: true });
      if (options.json) process.stdout.write(`${JSON.stringify({ deleted: present })}\n`);
      else
        process.stdout.write(
          present.length === 0 ? "there was nothing to delete\n" : `${options.state} is empty\n`,
        );
    });
}

/** Asks on a terminal; a script that calls `reset` has already decided. */
async function asks(stateDir: string): Promise<boolean> {
  if (!process.stdin.isTTY) return true;
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await prompt.question(
    `Delete the lake, the ledger and the warehouse in ${stateDir}? (y/N) `,
  );
  prompt.close();
  return /^y(es)?$/i.test(answer.trim());
}
