import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { useKey } from "../iam/queue-statements";
import { ServiceRole } from "../iam/service-role";
import { type Allow, allow } from "../iam/statement";
import { createSchedule } from "../schedule";
import { DELIVER_LOGS, logErrors } from "../states/flow-log";
import type { TicketPipelineArgs } from "../ticket-pipeline";
import { flowDefinition } from "./flow-definition";
import type { GlueJob } from "./glue-job";

export interface TicketFlowArgs extends TicketPipelineArgs {
  readonly extract: GlueJob;
  readonly transform: GlueJob;
}

/** The state machine of a ticket run, its schedule, and the role it acts with. */
export class TicketFlow extends pulumi.ComponentResource {
  readonly stateMachine: aws.sfn.StateMachine;
  readonly role: ServiceRole;

  constructor(name: string, args: TicketFlowArgs, opts: pulumi.ComponentResourceOptions) {
    super("careplus:tickets:TicketFlow", name, {}, opts);
    const { platform, lake } = args;
    const { naming, config } = platform;
    const machine = naming.name("tickets");
    const loggingConfiguration = logErrors(platform, "ticket-flow", machine, lake.key, this);
    this.role = new ServiceRole(
      "ticket-flow",
      {
        roleName: naming.name("ticket-flow"),
        service: "states.amazonaws.com",
        statements: flowStatements(args),
      },
      { parent: this },
    );
    this.stateMachine = new aws.sfn.StateMachine(
      name,
      {
        name: machine,
        roleArn: this.role.readyArn,
        definition: definition(args),
        loggingConfiguration,
      },
      { parent: this },
    );
    const expression = config.tickets.schedule;
    if (expression !== undefined)
      createSchedule(
        "ticket-schedule",
        { platform, expression, action: "states:StartExecution", targetArn: this.stateMachine.arn },
        this,
      );
    this.registerOutputs({ arn: this.stateMachine.arn });
  }
}

function definition({
  platform,
  lake,
  extract,
  transform,
  loader,
  reconciler,
  alerts,
}: TicketFlowArgs): pulumi.Output<string> {
  const targets = {
    partition: platform.naming.cloud.partition,
    rawBucket: lake.raw.bucketName,
    extractJob: extract.job.name,
    transformJob: transform.job.name,
    loaderArn: loader.arn,
    reconcilerArn: reconciler.arn,
    topicArn: alerts.arn,
  };
  return pulumi.output(targets).apply((resolved) => JSON.stringify(flowDefinition(resolved)));
}

function flowStatements(args: TicketFlowArgs): readonly Allow[] {
  const { lake, extract, transform, loader, reconciler, alerts } = args;
  return [
    allow(
      "RunJobs",
      ["glue:StartJobRun", "glue:GetJobRun", "glue:GetJobRuns", "glue:BatchStopJobRun"],
      [extract.job.arn, transform.job.arn],
    ),
    allow("FindExtraction", ["s3:ListBucket"], [lake.raw.arn], {
      StringLike: { "s3:prefix": ["tickets/*"] },
    }),
    allow("LoadAndReconcile", ["lambda:InvokeFunction"], [loader.arn, reconciler.arn]),
    allow("Notify", ["sns:Publish"], [alerts.arn]),
    useKey(lake.key.arn, ["kms:Decrypt", "kms:GenerateDataKey"]),
    DELIVER_LOGS,
  ];
}
