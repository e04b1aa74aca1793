import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { readSecurityConfiguration, writeGlueLogs } from "../iam/glue-statements";
import { ServiceRole } from "../iam/service-role";
import type { Allow } from "../iam/statement";
import type { Lake } from "../lake";
import { createLogGroup } from "../log-group";
import type { Platform } from "../platform";
import type { GlueCode } from "./glue-code";

export interface GlueJobArgs {
  readonly platform: Platform;
  readonly lake: Lake;
  readonly code: GlueCode;
  readonly securityConfiguration: pulumi.Input<string>;
  readonly description: string;
  /** File of `glue/`. */
  readonly script: string;
  /** Glue connections through whose subnet the job runs; none: it runs outside any VPC. */
  readonly connections?: readonly pulumi.Input<string>[];
  /** Arguments that stay the same from run to run, beside those that Glue itself reads. */
  readonly jobArguments: Readonly<Record<string, pulumi.Input<string>>>;
  readonly statements: readonly Allow[];
}

/** A Spark job with its own role and its own log groups. */
export class GlueJob extends pulumi.ComponentResource {
  readonly job: aws.glue.Job;
  readonly role: ServiceRole;

  constructor(name: string, args: GlueJobArgs, opts: pulumi.ComponentResourceOptions) {
    super("careplus:tickets:GlueJob", name, {}, opts);
    const { platform, lake } = args;
    const { tickets, stack } = platform.config;
    // Glue 5.0 writes to <prefix>/error and <prefix>/output.
    const prefix = `/careplus/${stack}/glue/${name}`;
    const logGroups = ["error", "output"].map((kind) =>
      createLogGroup(platform, `${name}-${kind}`, `${prefix}/${kind}`, lake.key, this),
    );
    this.role = new ServiceRole(
      name,
      {
        roleName: platform.naming.name(name),
        service: "glue.amazonaws.com",
        statements: [
          ...args.statements,
          readSecurityConfiguration(),
          writeGlueLogs(logGroups.map(({ arn }) => arn)),
        ],
      },
      { parent: this },
    );
    this.job = new aws.glue.Job(
      name,
      {
        name: platform.naming.name(name),
        description: args.description,
        roleArn: this.role.readyArn,
        glueVersion: "5.0",
        workerType: tickets.workerType,
        numberOfWorkers: tickets.workers,
        timeout: tickets.timeoutMinutes,
        // The state machine decides what is tried again: a job that retries by itself does its work twice.
        maxRetries: 0,
        executionProperty: { maxConcurrentRuns: 1 },
        securityConfiguration: args.securityConfiguration,
        ...(args.connections && { connections: [...args.connections] }),
        command: {
          name: "glueetl",
          pythonVersion: "3",
          scriptLocation: pulumi.interpolate`${args.code.location}${args.script}`,
        },
        defaultArguments: {
          "--job-bookmark-option": "job-bookmark-disable",
          "--custom-logGroup-prefix": prefix,
          "--extra-py-files": args.code.package,
          "--TempDir": pulumi.interpolate`s3://${lake.results.bucketName}/glue-temp/${name}/glue/`,
          ...args.jobArguments,
        },
      },
      { parent: this, dependsOn: [...logGroups, ...args.code.objects] },
    );
    this.registerOutputs({ job: this.job.name });
  }
}
