// Writes the parts of docs/architecture.md that are made from the program: `npm run architecture`.

import { writeFile } from "node:fs/promises";
import { Command } from "commander";
import { runCommand } from "../run-command";
import { currentArchitecturePage, PAGE } from "./architecture-page";

const command = new Command("architecture")
  .description("writes the parts of docs/architecture.md that are made from the program")
  .action(async () => {
    await writeFile(PAGE, await currentArchitecturePage());
    console.log("docs/architecture.md is written");
  });

void runCommand(command);
