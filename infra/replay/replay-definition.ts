import { AWAIT_JOB, CATCH_ALL, type StatePart, Tasks } from "../states/tasks";

/** What the state machine calls, as resolved names and ARNs. */
export interface ReplayTargets {
  readonly partition: string;
  readonly resultsBucket: string;
  readonly chooserArn: string;
  readonly transformerArn: string;
  /** Calls of the transformer at once; those for new log files come beside them. */
  readonly transformersAtOnce: number;
  readonly transformJob: string;
  readonly loaderArn: string;
  readonly topicArn: string;
}

/** A backfill of years, whose last step may wait for a long load. */
const REPLAY_TIMEOUT_SECONDS = 24 * 3_600;

/**
 * A replay in Amazon States Language: choose → transform logs → transform tickets → load. Its input is the selection.
 * Each line of a listing is a child execution; one that fails keeps none of the others back, is counted, and makes the
 * whole end as failed. What was transformed is loaded then, too; a replay that is run again does the rest.
 */
export function replayDefinition(targets: ReplayTargets): StatePart {
  const tasks = new Tasks(targets.partition);
  const overListing = (
    name: string,
    child: StatePart,
    { listing, atOnce, failed, next }: Listing,
  ): StatePart => ({
    Type: "Map",
    Label: name,
    ItemReader: {
      Resource: tasks.service("s3:getObject"),
      ReaderConfig: { InputType: "JSONL" },
      Arguments: { Bucket: targets.resultsBucket, Key: `{% $plan.${listing}.key %}` },
    },
    MaxConcurrency: atOnce,
    ItemProcessor: {
      // A standard child may take as long as the function or the job does.
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
      StartAt: name,
      States: { [name]: child, NotDone: { Type: "Pass", End: true } },
    },
    Assign: { [failed]: "{% $sum($states.result) %}" },
    Output: {},
    Catch: CATCH_ALL,
    Next: next,
  });
  return {
    Comment: "Replay and backfill: choose, transform again, load",
    QueryLanguage: "JSONata",
    TimeoutSeconds: REPLAY_TIMEOUT_SECONDS,
    StartAt: "Choose",
    States: {
      Choose: {
        ...tasks.invoke(
          targets.chooserArn,
          { selection: "{% $states.input %}", replay: "{% $states.context.Execution.Name %}" },
          { Catch: CATCH_ALL, Next: "HasLogs" },
        ),
        Assign: { plan: "{% $states.result.Payload %}", failedLogs: 0, failedExtractions: 0 },
      },
      HasLogs: choice("$plan.logs.objects > 0", "TransformLogs", "HasExtractions"),
      TransformLogs: overListing("TransformLog", transformLog(tasks, targets), {
        listing: "logs",
        atOnce: targets.transformersAtOnce,
        failed: "failedLogs",
        next: "HasExtractions",
      }),
      HasExtractions: choice("$plan.extractions.objects > 0", "TransformTickets", "HasChosen"),
      TransformTickets: overListing("TransformExtraction", transformExtraction(tasks, targets), {
        listing: "extractions",
        // The job runs once at a time.
        atOnce: 1,
        failed: "failedExtractions",
        next: "HasChosen",
      }),
      HasChosen: choice(
        "$plan.logs.objects + $plan.extractions.objects > 0",
        "AwaitEvents",
        "NothingToReplay",
      ),
      NothingToReplay: {
        Type: "Fail",
        Error: "NothingToReplay",
        Cause: "No source object fits this selection.",
      },
      // Time for the manifests' events to reach the load queue.
      AwaitEvents: { Type: "Wait", Seconds: 30, Next: "Load" },
      Load: tasks.invoke(targets.loaderArn, {}, { Catch: CATCH_ALL, Next: "IsComplete" }),
      IsComplete: choice("$failedLogs + $failedExtractions = 0", "Replayed", "Incomplete"),
      Replayed: {
        Type: "Pass",
        Output: { logs: "{% $plan.logs.objects %}", extractions: "{% $plan.extractions.objects %}" },
        End: true,
      },
      Incomplete: {
        Type: "Pass",
        Output: {
          Error: "ReplayIncomplete",
          Cause:
            "{% $string($failedLogs) & ' log objects and ' & $string($failedExtractions) & ' extractions could not be transformed; the log of the function or the job says why.' %}",
        },
        Next: "Notify",
      },
      Notify: tasks.notify(targets.topicArn, "CarePlus: a replay failed", { Next: "Failed" }),
      Failed: { Type: "Fail", Error: "ReplayFailed", Cause: "A step failed; the notification names it." },
    },
  };
}

interface Listing {
  readonly listing: "logs" | "extractions";
  readonly atOnce: number;
  /** Variable that counts what was not transformed. */
  readonly failed: string;
  readonly next: string;
}

function choice(condition: string, then: string, otherwise: string): StatePart {
  return { Type: "Choice", Choices: [{ Condition: `{% ${condition} %}`, Next: then }], Default: otherwise };
}

/** Ten objects. The function puts aside what it cannot transform; it fails itself when it runs out of time or memory. */
function transformLog(tasks: Tasks, { transformerArn }: ReplayTargets): StatePart {
  return {
    ...tasks.invoke(transformerArn, "{% $states.input %}", {
      Catch: [
        {
          ErrorEquals: ["States.ALL"],
          Output: "{% $count($states.input.Records) %}",
          Next: "NotDone",
        },
      ],
      End: true,
    }),
    Output: "{% $count($states.result.Payload.batchItemFailures) %}",
  };
}

function transformExtraction(tasks: Tasks, { transformJob }: ReplayTargets): StatePart {
  return tasks.job(
    transformJob,
    { "--source_object": "{% $states.input.sourceObject %}" },
    {
      Output: 0,
      Retry: [AWAIT_JOB],
      Catch: [{ ErrorEquals: ["States.ALL"], Output: 1, Next: "NotDone" }],
      End: true,
    },
  );
}
