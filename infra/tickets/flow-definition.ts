import { AWAIT_JOB, CATCH_ALL, retry, Tasks } from "../states/tasks";

/** What the state machine calls, as resolved names and ARNs. */
export interface FlowTargets {
  readonly partition: string;
  readonly rawBucket: string;
  readonly extractJob: string;
  readonly transformJob: string;
  readonly loaderArn: string;
  readonly reconcilerArn: string;
  readonly topicArn: string;
}

/** A run that loops on a load that never comes ends here. */
const RUN_TIMEOUT_SECONDS = 3 * 3_600;

/**
 * The ticket flow in Amazon States Language: extract → transform → load → reconcile, the last two again until the
 * ledger has the extraction. Steps that merely could not be started are tried again; a failed job is not: the next
 * scheduled run does its work.
 */
export function flowDefinition(targets: FlowTargets): object {
  const tasks = new Tasks(targets.partition);
  return {
    Comment: "Tickets: extract, transform, load, reconcile",
    QueryLanguage: "JSONata",
    TimeoutSeconds: RUN_TIMEOUT_SECONDS,
    StartAt: "NameRun",
    States: {
      // Names of extractions must sort by time.
      NameRun: {
        Type: "Pass",
        Assign: {
          extractDate: "{% $substring($states.context.Execution.StartTime, 0, 10) %}",
          runId: "{% $replace($states.context.Execution.StartTime, ':', '') %}",
        },
        Next: "Extract",
      },
      Extract: tasks.job(
        targets.extractJob,
        { "--now": "{% $states.context.Execution.StartTime %}", "--run_id": "{% $runId %}" },
        {
          Catch: [
            { ErrorEquals: ["Glue.ConcurrentRunsExceededException"], Next: "AlreadyRunning" },
            ...CATCH_ALL,
          ],
          Next: "FindExtraction",
        },
      ),
      FindExtraction: {
        Type: "Task",
        Resource: tasks.service("aws-sdk:s3:listObjectsV2"),
        Arguments: {
          Bucket: targets.rawBucket,
          Prefix: `{% ${SOURCE_OBJECT} & '/manifest.json' %}`,
          MaxKeys: 1,
        },
        Retry: [retry(["States.TaskFailed"], 4)],
        Catch: CATCH_ALL,
        Next: "HasChanges",
      },
      HasChanges: {
        Type: "Choice",
        Choices: [{ Condition: "{% $states.input.KeyCount > 0 %}", Next: "Transform" }],
        Default: "NothingChanged",
      },
      NothingChanged: { Type: "Succeed" },
      AlreadyRunning: { Type: "Succeed" },
      // A replay may have the job: the extraction is published, and nobody else would transform it.
      Transform: tasks.job(
        targets.transformJob,
        { "--source_object": `{% ${SOURCE_OBJECT} %}` },
        { Retry: [AWAIT_JOB], Catch: CATCH_ALL, Next: "AwaitEvents" },
      ),
      // Time for the manifest's event to reach the load queue.
      AwaitEvents: { Type: "Wait", Seconds: 30, Next: "Load" },
      Load: tasks.invoke(targets.loaderArn, {}, { Catch: CATCH_ALL, Next: "Reconcile" }),
      Reconcile: tasks.invoke(
        targets.reconcilerArn,
        { sourceObject: `{% ${SOURCE_OBJECT} %}` },
        { Catch: CATCH_ALL, Next: "IsLoaded" },
      ),
      IsLoaded: {
        Type: "Choice",
        Choices: [{ Condition: "{% $states.input.isLoaded %}", Next: "Loaded" }],
        Default: "AwaitEvents",
      },
      Loaded: { Type: "Succeed" },
      Notify: tasks.notify(targets.topicArn, "CarePlus: the ticket run failed", { Next: "Failed" }),
      Failed: { Type: "Fail", Error: "TicketRunFailed", Cause: "A step failed; the notification names it." },
    },
  };
}

/** JSONata of the extraction's name: `tickets/extract_date=YYYY-MM-DD/<run>`. */
const SOURCE_OBJECT = "('tickets/extract_date=' & $extractDate & '/' & $runId)";
