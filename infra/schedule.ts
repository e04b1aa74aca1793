import type * as pulumi from "@pulumi/pulumi";
import * as aws from "./aws";
import { ServiceRole } from "./iam/service-role";
import { allow } from "./iam/statement";
import type { Platform } from "./platform";

export interface ScheduleArgs {
  readonly platform: Platform;
  /** `rate(…)` or `cron(…)`, in UTC. */
  readonly expression: string;
  /** What starting the target takes. */
  readonly action: "states:StartExecution" | "lambda:InvokeFunction";
  readonly targetArn: pulumi.Output<string>;
}

/** Starts a state machine or a function, again and again, with a role that may do that and nothing else. */
export function createSchedule(
  name: string,
  args: ScheduleArgs,
  parent: pulumi.Resource,
): aws.scheduler.Schedule {
  const { naming } = args.platform;
  const role = new ServiceRole(
    name,
    {
      roleName: naming.name(name),
      service: "scheduler.amazonaws.com",
      condition: { StringEquals: { "aws:SourceAccount": naming.cloud.accountId } },
      statements: [allow("StartTarget", [args.action], [args.targetArn])],
    },
    { parent },
  );
  return new aws.scheduler.Schedule(
    name,
    {
      name: naming.name(name),
      scheduleExpression: args.expression,
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: args.targetArn,
        roleArn: role.readyArn,
        input: "{}",
        // A start that was missed is not made up for: the next one does its work.
        retryPolicy: { maximumEventAgeInSeconds: 300, maximumRetryAttempts: 2 },
      },
    },
    { parent },
  );
}
