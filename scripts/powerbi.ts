// The Power BI project from the command line: `npm run powerbi -- generate | check | bind --stack NAME`.

import { readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { Command } from "commander";
import { runCommand } from "../delivery/run-command";
import { CareplusError } from "../runtime/errors";
import { projectFiles } from "../warehouse/powerbi-generator/project-files";
import { compareProject, writeProject } from "../warehouse/powerbi-generator/project-folder";
import { parseOutputs, stackSource } from "../warehouse/powerbi-generator/stack-source";

const ROOT = resolve(__dirname, "..");
const PROJECT = join(ROOT, "warehouse/powerbi");
const STACK_NAME = /^[A-Za-z0-9_-]+$/;

const program = new Command("powerbi").description(
  "writes the Power BI project from the dashboard definitions",
);

program
  .command("generate")
  .description("writes warehouse/powerbi, which git keeps")
  .action(async () => {
    const files = projectFiles();
    await writeProject(PROJECT, files);
    console.log(`${Object.keys(files).length} files in ${relative(process.cwd(), PROJECT) || "."}`);
  });

program
  .command("check")
  .description("fails when warehouse/powerbi is not what `generate` writes")
  .action(async () => {
    const differences = await compareProject(PROJECT, projectFiles());
    if (differences.length === 0) return;
    const others = differences.length === 1 ? "" : `, and ${differences.length - 1} more`;
    throw new CareplusError(
      "powerbi_stale",
      `${differences[0]}${others}: run \`npm run powerbi -- generate\``,
    );
  });

program
  .command("bind")
  .description("writes a copy of the project that reads a stack's warehouse")
  .requiredOption("--stack <name>", "name of the stack")
  .option("--out <folder>", "where to write; absent: dist/powerbi/<stack>")
  .option(
    "--outputs <file>",
    "what `pulumi stack output --json` printed, `-` for stdin; absent: Pulumi is asked",
  )
  .action(async ({ stack, out, outputs }: { stack: string; out?: string; outputs?: string }) => {
    if (!STACK_NAME.test(stack)) throw new CareplusError("bad_parameter", `${stack} is no name of a stack`);
    const source = stackSource(await readOutputs(stack, outputs));
    const folder = resolve(out ?? join(ROOT, "dist/powerbi", stack));
    await writeProject(folder, projectFiles(source));
    console.log(`${relative(process.cwd(), folder)} reads ${source.database} on ${source.server}`);
  });

void runCommand(program);

/** From the file that is named, from what is piped in, or else from the stack itself. */
async function readOutputs(stack: string, file: string | undefined): Promise<unknown> {
  if (file !== undefined && file !== "-") return parseOutputs(await readOutputsFile(file));
  const piped = process.stdin.isTTY ? "" : await text(process.stdin);
  if (piped.trim() !== "" || file === "-") return parseOutputs(piped);
  // Only here: Pulumi's own library takes a second to load.
  const { AutomationEngine } = await import("../delivery/stack/pulumi/automation-engine.js");
  return new AutomationEngine(ROOT).outputs(stack);
}

async function readOutputsFile(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new CareplusError("stack_outputs", `${file} cannot be read`, { cause: error });
  }
}
