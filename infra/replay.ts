import * as pulumi from "@pulumi/pulumi";
import * as aws from "./aws";
import { useKey } from "./iam/queue-statements";
import { ServiceRole } from "./iam/service-role";
import { type Allow, allow } from "./iam/statement";
import type { Lake } from "./lake";
import { MagicFunction } from "./magic-function";
import type { Platform } from "./platform";
import { replayDefinition } from "./replay/replay-definition";
import { DELIVER_LOGS, logErrors } from "./states/flow-log";
import type { GlueJob } from "./tickets/glue-job";
import type { Warehouse } from "./warehouse";
import { askWarehouse } from "./warehouse/statements";

export interface ReplayArgs {
  readonly platform: Platform;
  readonly lake: Lake;
  readonly warehouse: Warehouse;
  /** Log files become Parquet by it. */
  readonly transformer: MagicFunction;
  /** Extractions become Parquet by it. */
  readonly transformJob: GlueJob;
  readonly loader: MagicFunction;
  /** Told when a replay fails. */
  readonly alerts: aws.sns.Topic;
}

/** Transforms and loads source objects again, by key, prefix, date or reason; started by a person. */
export class Replay extends pulumi.ComponentResource {
  readonly chooser: MagicFunction;
  readonly stateMachine: aws.sfn.StateMachine;

  constructor(name: string, args: ReplayArgs, opts?: pulumi.ComponentResourceOptions) {
    super("careplus:replay:Replay", name, {}, opts);
    const { platform, lake, warehouse } = args;
    const { naming } = platform;
    this.chooser = new MagicFunction(
      "replay-chooser",
      {
        platform,
        key: lake.key,
        handler: "choose-replay",
        description: "Lists the source objects that a replay is of",
        timeoutSeconds: 900,
        memoryMb: 512,
        environment: {
          WORKGROUP: warehouse.workgroup.workgroupName,
          DATABASE: warehouse.database,
          RAW_BUCKET: lake.raw.bucketName,
          RESULTS_BUCKET: lake.results.bucketName,
        },
        statements: (role) => chooserStatements(args, role),
      },
      { parent: this, dependsOn: warehouse.migration },
    );
    const machine = naming.name("replay");
    const loggingConfiguration = logErrors(platform, name, machine, lake.key, this);
    const role = new ServiceRole(
      name,
      {
        roleName: machine,
        service: "states.amazonaws.com",
        statements: replayStatements(args, this.chooser, naming.arn("states", `stateMachine:${machine}`)),
      },
      { parent: this },
    );
    this.stateMachine = new aws.sfn.StateMachine(
      name,
      {
        name: machine,
        roleArn: role.readyArn,
        definition: definition(args, this.chooser),
        loggingConfiguration,
      },
      { parent: this },
    );
    this.registerOutputs({ arn: this.stateMachine.arn });
  }
}

function definition(
  { platform, lake, transformer, transformJob, loader, alerts }: ReplayArgs,
  chooser: MagicFunction,
): pulumi.Output<string> {
  const targets = {
    partition: platform.naming.cloud.partition,
    resultsBucket: lake.results.bucketName,
    chooserArn: chooser.arn,
    transformerArn: transformer.arn,
    transformersAtOnce: platform.config.logs.maximumConcurrency,
    transformJob: transformJob.job.name,
    loaderArn: loader.arn,
    topicArn: alerts.arn,
  };
  return pulumi.output(targets).apply((resolved) => JSON.stringify(replayDefinition(resolved)));
}

function chooserStatements({ lake, warehouse }: ReplayArgs, role: aws.iam.Role): readonly Allow[] {
  return [
    allow("ListRaw", ["s3:ListBucketVersions"], [lake.raw.arn]),
    allow("WriteListings", ["s3:PutObject"], [pulumi.interpolate`${lake.results.arn}/replay/*`]),
    ...askWarehouse(warehouse.workgroup.arn, role),
    useKey(lake.key.arn, ["kms:Decrypt", "kms:GenerateDataKey"]),
  ];
}

/** @param machineArn the state machine's own: each line of a listing is an execution of it */
function replayStatements(
  { lake, transformer, transformJob, loader, alerts }: ReplayArgs,
  chooser: MagicFunction,
  machineArn: pulumi.Output<string>,
): readonly Allow[] {
  const executions = machineArn.apply((arn) => `${arn.replace(":stateMachine:", ":execution:")}/*`);
  return [
    allow("CallFunctions", ["lambda:InvokeFunction"], [chooser.arn, transformer.arn, loader.arn]),
    allow(
      "RunJob",
      ["glue:StartJobRun", "glue:GetJobRun", "glue:GetJobRuns", "glue:BatchStopJobRun"],
      [transformJob.job.arn],
    ),
    allow("ReadListings", ["s3:GetObject"], [pulumi.interpolate`${lake.results.arn}/replay/*`]),
    // https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html
    allow("StartChildren", ["states:StartExecution"], [machineArn]),
    allow("FollowChildren", ["states:DescribeExecution", "states:StopExecution"], [executions]),
    allow("Notify", ["sns:Publish"], [alerts.arn]),
    useKey(lake.key.arn, ["kms:Decrypt", "kms:GenerateDataKey"]),
    DELIVER_LOGS,
  ];
}
