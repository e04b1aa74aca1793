import { paginateGetJobRuns } from "@aws-sdk/client-glue";
import { paginateListExecutions } from "@aws-sdk/client-sfn";
import { collect } from "../aws/collect";
import { ownedCrawlers, ownedJobs } from "../left-over/analytics";
import { ownedEventSources, ownedStateMachines } from "../left-over/compute";
import { ownedQueueUrls, queueName } from "../left-over/events";
import type { Scope } from "../left-over/left-over";
import { counted } from "../step-log";

/** Something that a stack is doing. */
export interface Work {
  /** For a person: `execution 1f… of careplus-pr-7-tickets`. */
  readonly what: string;
  /** Ends it without its result; absent for what ends by itself once nothing feeds it. */
  readonly stop?: () => Promise<unknown>;
}

/** What runs now or waits to be worked off. */
export async function workUnderWay(scope: Scope): Promise<Work[]> {
  const found = await Promise.all([executions(scope), jobRuns(scope), crawls(scope), events(scope)]);
  return found.flat();
}

async function executions(scope: Scope): Promise<Work[]> {
  const client = scope.account.clients.sfn;
  const machines = await ownedStateMachines(scope);
  const found = await Promise.all(
    machines.map(({ stateMachineArn, name }) =>
      collect(
        paginateListExecutions({ client }, { stateMachineArn, statusFilter: "RUNNING" }),
        ({ executions }) => executions?.map((execution) => ({ ...execution, machine: name })),
      ),
    ),
  );
  return found.flat().map(({ executionArn, name, machine }) => ({
    what: `execution ${name} of ${machine}`,
    stop: () => client.stopExecution({ executionArn, cause: "the stack is taken down" }),
  }));
}

async function jobRuns(scope: Scope): Promise<Work[]> {
  const client = scope.account.clients.glue;
  const names = await ownedJobs(scope);
  const found = await Promise.all(
    names.map((JobName) => collect(paginateGetJobRuns({ client }, { JobName }), ({ JobRuns }) => JobRuns)),
  );
  return found
    .flat()
    .filter(({ JobRunState }) => ["STARTING", "RUNNING", "STOPPING", "WAITING"].includes(String(JobRunState)))
    .map(({ Id = "", JobName = "" }) => ({
      what: `run ${Id} of ${JobName}`,
      stop: () => client.batchStopJobRun({ JobName, JobRunIds: [Id] }),
    }));
}

async function crawls(scope: Scope): Promise<Work[]> {
  const client = scope.account.clients.glue;
  return (await ownedCrawlers(scope))
    .filter(({ State }) => State !== undefined && State !== "READY")
    .map(({ Name = "" }) => ({
      what: `crawl of ${Name}`,
      stop: () => client.stopCrawler({ Name }),
    }));
}

/** Events in a function's hands, and those that wait for one where a queue feeds it. Dead letters wait for nobody. */
async function events(scope: Scope): Promise<Work[]> {
  const { sqs, lambda } = scope.account.clients;
  const sources = (await ownedEventSources(scope)).filter(({ State }) => State === "Enabled");
  const urls = await ownedQueueUrls(scope);
  const found = urls.map(async (QueueUrl): Promise<Work[]> => {
    const { Attributes: counts = {} } = await sqs.getQueueAttributes({
      QueueUrl,
      AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
    });
    const name = queueName(QueueUrl);
    const source = sources.find(({ EventSourceArn }) => EventSourceArn?.endsWith(`:${name}`));
    const waiting = source === undefined ? 0 : Number(counts.ApproximateNumberOfMessages);
    const inHand = Number(counts.ApproximateNumberOfMessagesNotVisible);
    if (waiting + inHand === 0) return [];
    const what = `${counted(waiting + inHand, "event")} of ${name}`;
    if (source === undefined) return [{ what }];
    return [{ what, stop: () => lambda.updateEventSourceMapping({ UUID: source.UUID, Enabled: false }) }];
  });
  return (await Promise.all(found)).flat();
}
