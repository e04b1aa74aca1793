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
  const service = (action: string): string => `arn:${targets.partition}:states:::${action}`;
  const job = (jobName: string, jobArguments: Record<string, string>, next: object): object => ({
    Type: "Task",
    Resource: service("glue:startJobRun.sync"),
    Arguments: { JobName: jobName, Arguments: jobArguments },
    Retry: [
      retry(
        ["Glue.ThrottlingException", "Glue.InternalServiceException", "Glue.OperationTimeoutException"],
        4,
      ),
    ],
    Catch: [{ ErrorEquals: ["Glue.ConcurrentRunsExceededException"], Next: "AlreadyRunning" }, ...CATCH],
    ...next,
  });
  const invoke = (functionArn: string, payload: object, next: object): object => ({
    Type: "Task",
    Resource: service("lambda:invoke"),
    Arguments: { FunctionName: functionArn, Payload: payload },
    Output: "{% $states.result.Payload %}",
    Retry: [
      // The loader runs once at a time: while it does, the call is throttled.
      retry(["Lambda.TooManyRequestsException"], 10),
      retry(["Lambda.ServiceException", "Lambda.SdkClientException", "Lambda.AWSLambdaException"], 4),
    ],
    Catch: CATCH,
    ...next,
  });
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
      Extract: job(
        targets.extractJob,
        { "--extract_date": "{% $extractDate %}", "--run_id": "{% $runId %}" },
        { Next: "FindExtraction" },
      ),
      FindExtraction: {
        Type: "Task",
        Resource: service("aws-sdk:s3:listObjectsV2"),
        Arguments: {
          Bucket: targets.rawBucket,
          Prefix: `{% ${SOURCE_OBJECT} & '/manifest.json' %}`,
          MaxKeys: 1,
        },
        Retry: [retry(["States.TaskFailed"], 4)],
        Catch: CATCH,
        Next: "HasChanges",
      },
      HasChanges: {
        Type: "Choice",
        Choices: [{ Condition: "{% $states.input.KeyCount > 0 %}", Next: "Transform" }],
        Default: "NothingChanged",
      },
      NothingChanged: { Type: "Succeed" },
      AlreadyRunning: { Type: "Succeed" },
      Transform: job(
        targets.transformJob,
        { "--source_object": `{% ${SOURCE_OBJECT} %}` },
        { Next: "AwaitEvents" },
      ),
      // Time for the manifest's event to reach the load queue.
      AwaitEvents: { Type: "Wait", Seconds: 30, Next: "Load" },
      Load: invoke(targets.loaderArn, {}, { Next: "Reconcile" }),
      Reconcile: invoke(
        targets.reconcilerArn,
        { sourceObject: `{% ${SOURCE_OBJECT} %}` },
        { Next: "IsLoaded" },
      ),
      IsLoaded: {
        Type: "Choice",
        Choices: [{ Condition: "{% $states.input.isLoaded %}", Next: "Loaded" }],
        Default: "AwaitEvents",
      },
      Loaded: { Type: "Succeed" },
      Notify: {
        Type: "Task",
        Resource: service("sns:publish"),
        Arguments: {
          TopicArn: targets.topicArn,
          Subject: "CarePlus: the ticket run failed",
          Message:
            "{% $states.context.Execution.Id & ': ' & $states.input.Error & ': ' & $substring($states.input.Cause, 0, 2000) %}",
        },
        Next: "Failed",
      },
      Failed: { Type: "Fail", Error: "TicketRunFailed", Cause: "A step failed; the notification names it." },
    },
  };
}

/** JSONata of the extraction's name: `tickets/extract_date=YYYY-MM-DD/<run>`. */
const SOURCE_OBJECT = "('tickets/extract_date=' & $extractDate & '/' & $runId)";

const CATCH = [{ ErrorEquals: ["States.ALL"], Output: "{% $states.errorOutput %}", Next: "Notify" }];

function retry(errors: readonly string[], attempts: number): object {
  return {
    ErrorEquals: errors,
    IntervalSeconds: 10,
    BackoffRate: 2,
    MaxAttempts: attempts,
    MaxDelaySeconds: 120,
    JitterStrategy: "FULL",
  };
}
