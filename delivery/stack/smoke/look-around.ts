import { paginateFilterLogEvents } from "@aws-sdk/client-cloudwatch-logs";
import type { HistoryEvent } from "@aws-sdk/client-sfn";
import type { Clients } from "../aws/clients";
import { collect } from "../aws/collect";
import type { SmokeTarget } from "./smoke-target";

const LONGEST_QUOTE = 600;

/** How many events are in each queue, by the queue's name among the outputs. */
export async function queueLengths(
  { sqs }: Clients,
  { queues }: SmokeTarget,
): Promise<Readonly<Record<string, number>>> {
  const counts = Object.entries(queues).map(async ([name, QueueUrl]) => {
    const { Attributes = {} } = await sqs.getQueueAttributes({
      QueueUrl,
      AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
    });
    const waiting = Number(Attributes.ApproximateNumberOfMessages ?? 0);
    return [name, waiting + Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0)] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}

/** `events in queues: logArrivals 0, logDeadLetters 1` */
export async function queuesLine(clients: Clients, target: SmokeTarget): Promise<string> {
  const counts = Object.entries(await queueLengths(clients, target));
  return `events in queues: ${counts.map(([name, count]) => `${name} ${count}`).join(", ")}`;
}

/** The last error that a function logged since then. */
export async function lastError({ logs }: Clients, functionName: string, since: Date): Promise<string> {
  const found = await collect(
    paginateFilterLogEvents(
      { client: logs },
      {
        logGroupName: `/aws/lambda/${functionName}`,
        startTime: since.getTime(),
        filterPattern: "ERROR",
      },
    ),
    ({ events }) => events,
  );
  const message = found.at(-1)?.message;
  return message === undefined
    ? `${functionName} logged no error`
    : `${functionName} logged ${quote(message)}`;
}

/** What ended an execution: the last failure in its history, with the state it happened in. */
export function lastFailure(history: readonly HistoryEvent[]): string {
  const newestFirst = [...history].sort((one, other) => (other.id ?? 0) - (one.id ?? 0));
  const state = newestFirst.find(({ stateEnteredEventDetails }) => stateEnteredEventDetails !== undefined);
  const failures = newestFirst.map(
    ({ taskFailedEventDetails, lambdaFunctionFailedEventDetails, executionFailedEventDetails }) =>
      taskFailedEventDetails ?? lambdaFunctionFailedEventDetails ?? executionFailedEventDetails,
  );
  // The first cause and not the notification of it.
  const first = failures.findLast((failure) => failure !== undefined);
  const where = `its last state is ${state?.stateEnteredEventDetails?.name ?? "unknown"}`;
  return first === undefined
    ? where
    : `${where}, after ${first.error}: ${quote(reasonIn(first.cause ?? ""))}`;
}

/** A failed Glue run is told as JSON with everything about it, a failed function as JSON with its stack. */
function reasonIn(cause: string): string {
  try {
    const told = JSON.parse(cause) as { readonly ErrorMessage?: string; readonly errorMessage?: string };
    return told.ErrorMessage ?? told.errorMessage ?? cause;
  } catch {
    return cause;
  }
}

/** In one line; of a long text its end, where exceptions say what they are. */
function quote(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length <= LONGEST_QUOTE ? line : `…${line.slice(-LONGEST_QUOTE)}`;
}
