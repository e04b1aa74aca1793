import { CareplusError } from "../../../runtime/errors";
import { type Account, openAccount } from "../aws/account";
import type { Scope } from "../left-over/left-over";
import { leftOverLines } from "../left-over/print-left-overs";
import { OwnedNames } from "../owned-names";
import { requireShortLived } from "../short-lived-name";
import type { StackConfig, StackEngine } from "../stack-engine";
import { counted, type StepLog } from "../step-log";
import { type DestroyLimits, destroyStack } from "./destroy";
import { type DrainLimits, drain } from "./drain";
import { emptyBuckets } from "./empty-buckets";
import { type ProofLimits, proveGone } from "./prove-gone";
import { stopStarts } from "./stop-starts";
import { sweep } from "./sweep";

export interface DownRequest {
  readonly stack: string;
  /** The command's switch; the stack's own is `careplus:dataRetention`. */
  readonly destroyData: boolean;
  /** Where the stack is; absent: as its configuration says. */
  readonly region?: string;
}

export interface DownLimits {
  readonly drain: DrainLimits;
  readonly destroy: DestroyLimits;
  readonly proof: ProofLimits;
}

/**
 * Takes a short-lived stack down, with its data, and proves that nothing of it is left. Every step looks for itself at
 * what there is to do: cut off anywhere, it can be run again from the start.
 *
 * @throws CareplusError before anything is touched, for a stack that is not short-lived, data that is to be kept,
 *   missing credentials or CLI; "left_over" when something is left, after it was printed
 */
export async function down(
  request: DownRequest,
  engine: StackEngine,
  log: StepLog,
  limits: DownLimits,
): Promise<void> {
  const { stack } = request;
  requireShortLived(stack);
  requireSwitch(request);
  const config = await engine.config(stack);
  if (config !== undefined) requireDestroy(stack, config);
  const account = await openAccount(regionOf(request, config));
  if (config !== undefined) requireAccount(stack, config, account);
  const others = (await engine.list()).map(({ name }) => name).filter((name) => name !== stack);
  const scope: Scope = { account, names: new OwnedNames(stack, others) };
  if (config === undefined) {
    log.print(`${stack} is not known to Pulumi: looking for what is left of it`);
    const advice = "Pulumi does not know it any more, so remove them with the command below each";
    return await prove(scope, log, ONCE, advice);
  }
  await takeDown(engine, scope, log, limits);
  await prove(scope, log, limits.proof, "run this again, or the command below each");
  await log.run(
    "forget the stack",
    () => engine.remove(stack),
    () => `${stack} is gone`,
  );
}

async function takeDown(engine: StackEngine, scope: Scope, log: StepLog, limits: DownLimits): Promise<void> {
  await log.run(
    "stop what starts work",
    () => stopStarts(scope),
    ({ schedules, rules }) => `${counted(schedules, "schedule")}, ${counted(rules, "event rule")}`,
  );
  await log.run(
    "wait for work under way",
    () => drain(scope, limits.drain),
    ({ stopped, unfinished }) =>
      stopped.length + unfinished.length === 0
        ? "nothing is under way"
        : `stopped ${stopped.join(", ") || "nothing"}; not ended: ${unfinished.join(", ") || "nothing"}`,
  );
  await log.run(
    "empty the buckets",
    () => emptyBuckets(scope),
    ({ buckets, versions, deleteMarkers, uploads }) =>
      `${counted(buckets, "bucket")}, ${counted(versions, "version")}, ${counted(deleteMarkers, "delete marker")}, ${counted(uploads, "unfinished upload")}`,
  );
  await log.run(
    "destroy the resources",
    () => destroyStack(engine, scope, limits.destroy, (line) => log.print(`        ${line}`)),
    () => "all that Pulumi had made",
  );
  await log.run(
    "sweep up after services",
    () => sweep(scope),
    ({ secrets, snapshots, logGroups, interfaces }) =>
      `${counted(secrets, "secret")}, ${counted(snapshots, "snapshot")}, ${counted(logGroups, "log group")}, ${counted(interfaces, "network interface")}`,
  );
}

const ONCE: ProofLimits = { forgetMs: 0, pollMs: 0 };

async function prove(scope: Scope, log: StepLog, limits: ProofLimits, advice: string): Promise<void> {
  const found = await log.run(
    "look for what is left",
    () => proveGone(scope, limits),
    (left) => (left.length === 0 ? "nothing, by tags and by names" : counted(left.length, "thing")),
  );
  if (found.length === 0) return;
  for (const line of leftOverLines(found)) log.print(line);
  throw new CareplusError(
    "left_over",
    `${counted(found.length, "thing")} of ${scope.names.stack} ${found.length === 1 ? "is" : "are"} left: ${advice}.`,
  );
}

function requireSwitch({ stack, destroyData }: DownRequest): void {
  if (!destroyData)
    throw new CareplusError(
      "data_kept",
      `${stack} holds data, and nothing was touched: add --destroy-data to delete it with the stack.`,
    );
}

/**
 * The stack's own two values, as infra/config.ts reads them: generated data may go unless they say otherwise, that of
 * an existing source only when they say so. What they protect would stop the removal half-way.
 */
function requireDestroy(stack: string, config: StackConfig): void {
  const retention = config["careplus:dataRetention"] ?? "destroy";
  if (retention !== "destroy")
    throw new CareplusError(
      "data_kept",
      `careplus:dataRetention of ${stack} is ${JSON.stringify(retention)}, and nothing was touched: data goes only when it is "destroy" as well.`,
    );
  const source = config["careplus:source"];
  const isGenerated = !(
    typeof source === "object" &&
    source !== null &&
    Reflect.get(source, "kind") === "existing"
  );
  const isReleased = String(config["careplus:destroyData"] ?? isGenerated) === "true";
  if (!isReleased)
    throw new CareplusError(
      "data_kept",
      `${stack} protects its data, and nothing was touched: \`pulumi config set careplus:destroyData true --stack ${stack}\` and \`pulumi up --stack ${stack}\` lift that.`,
    );
}

function regionOf({ stack, region }: DownRequest, config: StackConfig | undefined): string {
  const configured = textOf(config?.["aws:region"]);
  if (region !== undefined && configured !== undefined && region !== configured)
    throw new CareplusError(
      "bad_region",
      `${stack} is in ${configured}, not in ${region}: leave --region out.`,
    );
  const known = configured ?? region ?? process.env.AWS_REGION;
  if (known !== undefined) return known;
  throw new CareplusError("bad_region", `Where ${stack} was is not known: name its region with --region.`);
}

/** In another account everything would look gone. */
function requireAccount(stack: string, config: StackConfig, { accountId }: Account): void {
  const allowed = config["aws:allowedAccountIds"];
  if (!Array.isArray(allowed) || allowed.length === 0 || allowed.includes(accountId)) return;
  throw new CareplusError(
    "wrong_account",
    `${stack} is in account ${allowed.join(" or ")}, and these credentials are of ${accountId}: sign in to the other.`,
  );
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
