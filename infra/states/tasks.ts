/** A state or a part of one in Amazon States Language, in JSONata. */
export type StatePart = Readonly<Record<string, unknown>>;

/** A step that merely could not be started, or was lost on the way, is tried again. */
export function retry(errors: readonly string[], attempts: number): StatePart {
  return {
    ErrorEquals: errors,
    IntervalSeconds: 10,
    BackoffRate: 2,
    MaxAttempts: attempts,
    MaxDelaySeconds: 120,
    JitterStrategy: "FULL",
  };
}

/** The states that call others, in one partition of AWS. */
export class Tasks {
  constructor(private readonly partition: string) {}

  /** ARN of an integration, e.g. `lambda:invoke`. */
  service(action: string): string {
    return `arn:${this.partition}:states:::${action}`;
  }

  /** Runs a Glue job to its end. A failed job is not tried again. */
  job(jobName: string, jobArguments: StatePart, { Retry = [], ...rest }: JobRest): StatePart {
    return {
      Type: "Task",
      Resource: this.service("glue:startJobRun.sync"),
      Arguments: { JobName: jobName, Arguments: jobArguments },
      Retry: [
        retry(
          ["Glue.ThrottlingException", "Glue.InternalServiceException", "Glue.OperationTimeoutException"],
          4,
        ),
        ...Retry,
      ],
      ...rest,
    };
  }

  /** Calls a function; its answer is what the next state gets. */
  invoke(functionArn: string, payload: unknown, rest: StatePart): StatePart {
    return {
      Type: "Task",
      Resource: this.service("lambda:invoke"),
      Arguments: { FunctionName: functionArn, Payload: payload },
      Output: "{% $states.result.Payload %}",
      Retry: [
        // The loader runs once at a time: while it does, the call is throttled.
        retry(["Lambda.TooManyRequestsException"], 10),
        retry(["Lambda.ServiceException", "Lambda.SdkClientException", "Lambda.AWSLambdaException"], 4),
      ],
      ...rest,
    };
  }

  /** Tells people that an execution failed, and why. */
  notify(topicArn: string, subject: string, next: StatePart): StatePart {
    return {
      Type: "Task",
      Resource: this.service("sns:publish"),
      Arguments: {
        TopicArn: topicArn,
        Subject: subject,
        Message:
          "{% $states.context.Execution.Id & ': ' & $states.input.Error & ': ' & $substring($states.input.Cause, 0, 2000) %}",
      },
      ...next,
    };
  }
}

interface JobRest extends StatePart {
  readonly Retry?: readonly StatePart[];
}

/** Whatever goes wrong leads to a state that tells people of it. */
export const CATCH_ALL = [
  { ErrorEquals: ["States.ALL"], Output: "{% $states.errorOutput %}", Next: "Notify" },
] as const;

/**
 * A job that runs already is waited for: two hours, and longer than it may take. Without this a run that finds the job
 * taken by another one would have to leave its work undone.
 */
export const AWAIT_JOB: StatePart = {
  ErrorEquals: ["Glue.ConcurrentRunsExceededException"],
  IntervalSeconds: 60,
  BackoffRate: 1,
  MaxAttempts: 120,
};
