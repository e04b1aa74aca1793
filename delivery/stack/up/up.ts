import { CareplusError } from "../../../runtime/errors";
import { openAccount } from "../aws/account";
import { findLeftOvers } from "../left-over/find-left-overs";
import type { Scope } from "../left-over/left-over";
import { leftOverLines } from "../left-over/print-left-overs";
import { OwnedNames } from "../owned-names";
import { neighbourOf, requireShortLived } from "../short-lived-name";
import type { StackConfig, StackEngine, StackOutputs } from "../stack-engine";
import { counted, type StepLog } from "../step-log";
import { shortLivedConfig } from "./short-lived-config";

export interface UpRequest {
  readonly stack: string;
  /** Configuration of the stack that is copied. */
  readonly copied: StackConfig;
  readonly hoursToLive: number;
  /** Brings a stack that is there to the state of the program, or goes on where it was cut off. */
  readonly isUpdate: boolean;
  readonly now: Date;
}

/**
 * Brings up a short-lived stack: a copy of dev with its own seeded MySQL, which may be taken down when it has expired.
 *
 * @throws CareplusError before anything is made, for a name that is taken, too long or not short-lived, or things in
 *   the account that have the names; "deployment_failed" with the resources that could not be made
 */
export async function up(request: UpRequest, engine: StackEngine, log: StepLog): Promise<StackOutputs> {
  const { stack, isUpdate } = request;
  requireShortLived(stack);
  const region = regionOf(request.copied);
  const others = await requireFreeName(request, engine);
  const account = await openAccount(region);
  const scope = { account, names: new OwnedNames(stack, others) };
  if (!isUpdate) await requireNoLeftOvers(scope, log);
  const expiresAt = expiryOf(request);
  await log.run(
    "write the configuration",
    async () => {
      const { config, leftOut } = shortLivedConfig(request.copied, {
        expiresAt,
        accountId: account.accountId,
      });
      if (!isUpdate) await engine.create(stack);
      await engine.configure(stack, config);
      return leftOut;
    },
    (leftOut) =>
      `account ${account.accountId}, ${region}, until ${expiresAt}${leftOut.length === 0 ? "" : `; without ${leftOut.join(", ")}`}`,
  );
  return log.run(
    "bring up the resources",
    () => deploy(stack, engine, log),
    () => `${stack} is there`,
  );
}

async function deploy(stack: string, engine: StackEngine, log: StepLog): Promise<StackOutputs> {
  try {
    return await engine.up(stack, (line) => log.print(`        ${line}`));
  } catch (error) {
    if (!(error instanceof CareplusError) || error.code !== "deployment_failed") throw error;
    throw new CareplusError(
      error.code,
      `${error.message} \`npm run stack -- up ${stack} --update\` goes on, \`npm run stack -- down ${stack} --destroy-data\` takes it away.`,
      { cause: error },
    );
  }
}

/** Gives the names of the other stacks. */
async function requireFreeName({ stack, isUpdate }: UpRequest, engine: StackEngine): Promise<string[]> {
  const names = (await engine.list()).map(({ name }) => name);
  const others = names.filter((name) => name !== stack);
  const isTaken = names.includes(stack);
  if (isTaken && !isUpdate)
    throw new CareplusError(
      "stack_taken",
      `${stack} is there already: give another name, or --update to bring it to the state of the program.`,
    );
  if (!isTaken && isUpdate)
    throw new CareplusError("no_stack", `${stack} is not there: leave --update out to bring it up.`);
  const neighbour = neighbourOf(stack, others);
  if (neighbour !== undefined)
    throw new CareplusError(
      "stack_taken",
      `${stack} and ${neighbour}, which is there, begin alike, and so would the names of their resources: give another name.`,
    );
  return others;
}

/** A secret in its recovery window, or a bucket: AWS would refuse their names half-way. */
async function requireNoLeftOvers(scope: Scope, log: StepLog): Promise<void> {
  const { stack } = scope.names;
  const found = await log.run(
    "look for names that are taken",
    () => findLeftOvers(scope),
    (left) => (left.length === 0 ? "none" : counted(left.length, "thing")),
  );
  if (found.length === 0) return;
  for (const line of leftOverLines(found)) log.print(line);
  throw new CareplusError(
    "names_taken",
    `${counted(found.length, "thing")} in the account ${found.length === 1 ? "is" : "are"} called as ${stack} would call its own: remove them with the command below each.`,
  );
}

/** To the second, since it becomes a tag. */
function expiryOf({ now, hoursToLive }: UpRequest): string {
  return `${new Date(now.getTime() + hoursToLive * 3_600_000).toISOString().slice(0, 19)}Z`;
}

function regionOf(copied: StackConfig): string {
  const region = copied["aws:region"];
  if (typeof region === "string") return region;
  throw new CareplusError("bad_region", "The stack that is copied has no aws:region.");
}
