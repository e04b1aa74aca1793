// Places the report on a pull request: `npm run preview-comment -- report.md --stack dev --repository owner/name --pull-request 7`.

import { readFile } from "node:fs/promises";
import { Command, InvalidArgumentError } from "commander";
import { CareplusError } from "../../../runtime/errors";
import { runCommand } from "../../run-command";
import { markerOf } from "../report";
import { GithubComments } from "./github-comments";
import { placeComment } from "./place-comment";

interface Options {
  readonly stack: string;
  readonly repository: string;
  readonly pullRequest: number;
}

const command = new Command("preview-comment")
  .description("leaves one comment with a preview's report on a pull request, and none when nothing changes")
  .argument("<file>", "what preview-report printed; an empty file deletes the comment of an earlier run")
  .requiredOption("--stack <name>", "stack that was previewed: each has a comment of its own")
  .requiredOption("--repository <owner/name>", "on GitHub", repositoryName)
  .requiredOption("--pull-request <number>", "its number", positiveNumber)
  .action(async (file: string, { stack, repository, pullRequest }: Options) => {
    const { GITHUB_TOKEN: token = "", GITHUB_API_URL: apiUrl = "https://api.github.com" } = process.env;
    if (token === "") throw new CareplusError("no_token", "GITHUB_TOKEN is missing from the environment.");
    const marker = markerOf(stack);
    const report = await readReport(file, marker);
    const comments = new GithubComments({ apiUrl, repository, number: pullRequest }, token);
    console.log(`preview-comment: ${await placeComment(comments, marker, report)}`);
  });

void runCommand(command);

/** @throws CareplusError for a text that is no report on that stack: no run would find its comment again */
async function readReport(file: string, marker: string): Promise<string> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CareplusError("report_file", `${file} cannot be read: ${reason}`, { cause: error });
  }
  if (text === "" || text.startsWith(`${marker}\n`)) return text;
  throw new CareplusError(
    "report_file",
    `${file} is no report on this stack: it does not begin with ${marker}`,
  );
}

function repositoryName(text: string): string {
  if (!/^[\w.-]+\/[\w.-]+$/.test(text)) throw new InvalidArgumentError('It must be "owner/name".');
  return text;
}

function positiveNumber(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text))
    throw new InvalidArgumentError("It must be the number of a pull request.");
  return Number(text);
}
