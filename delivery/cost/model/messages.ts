import { line, type Pricer } from "../cost-line";
import { assumed, DAYS_PER_MONTH, SECONDS_PER_MONTH } from "../workload";

const QUEUE = "aws:sqs/queue:Queue";
const EVENT_RULE = "aws:cloudwatch/eventRule:EventRule";
const STATE_MACHINE = "aws:sfn/stateMachine:StateMachine";
const EVENT_SOURCE = "aws:lambda/eventSourceMapping:EventSourceMapping";
const LONG_POLL_SECONDS = 20;
/** Received, deleted, and sent. */
const REQUESTS_PER_MESSAGE = 3;
/** Of a run that finds nothing: name, extract, find, choose, succeed. */
const TRANSITIONS_WITHOUT_CHANGES = 5;
/** Further ones of a run that loads: transform, wait, load, reconcile, choose, succeed. */
const TRANSITIONS_OF_A_LOAD = 6;

/** Events, queues, schedules and the state machine. */
export const messages: Pricer = {
  types: [QUEUE, EVENT_SOURCE, EVENT_RULE, "aws:scheduler/schedule:Schedule", STATE_MACHINE],
  lines: (stack, activity) => {
    const { logFiles, objects, ticketRuns, ticketRunsWithChanges, scheduledLoads } = activity;
    const messages = stack.has(QUEUE) ? (2 * logFiles + ticketRunsWithChanges) * DAYS_PER_MONTH : 0;
    const polls = (assumed("pollersPerQueue") * SECONDS_PER_MONTH) / LONG_POLL_SECONDS;
    const starts = (ticketRuns + scheduledLoads) * DAYS_PER_MONTH;
    const transitions = stack.has(STATE_MACHINE)
      ? (ticketRuns * TRANSITIONS_WITHOUT_CHANGES + ticketRunsWithChanges * TRANSITIONS_OF_A_LOAD) *
        DAYS_PER_MONTH
      : 0;
    // S3 tells of every object of a bucket, wanted or not.
    const events = stack.has(EVENT_RULE) ? objects * DAYS_PER_MONTH : 0;
    return [
      line(
        "SQS",
        "sqs-million",
        (stack.ofType(EVENT_SOURCE).length * polls + messages * REQUESTS_PER_MESSAGE) / 1e6,
      ),
      line("EventBridge", "eventbridge-million", events / 1e6),
      line("EventBridge", "scheduler-million", starts / 1e6),
      line("Step Functions", "states-1000-transitions", transitions / 1_000),
    ];
  },
};
