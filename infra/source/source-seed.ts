import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import type { ManagedSource } from "../config/platform-config";
import { useKey } from "../iam/queue-statements";
import { allow } from "../iam/statement";
import { MagicFunction } from "../magic-function";
import type { Platform } from "../platform";
import type { ManagedMysql } from "./managed-mysql";

export interface SourceSeedArgs {
  readonly platform: Platform;
  readonly key: aws.kms.Key;
  readonly source: ManagedSource;
  readonly mysql: ManagedMysql;
}

/** Fills the stack's own MySQL with generated tickets, once, through its Data API. */
export class SourceSeed extends pulumi.ComponentResource {
  readonly seed: MagicFunction;

  constructor(
    name: string,
    { platform, key, source, mysql }: SourceSeedArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("careplus:source:SourceSeed", name, {}, opts);
    this.seed = new MagicFunction(
      "seed",
      {
        platform,
        key,
        handler: "seed",
        description: "Makes the tickets table and fills it with generated tickets",
        timeoutSeconds: 600,
        memoryMb: 256,
        environment: {
          CLUSTER_ARN: mysql.cluster.arn,
          SECRET_ARN: mysql.secretArn,
          DATABASE: source.database,
          TABLE: source.table,
        },
        statements: [
          allow(
            "RunStatements",
            ["rds-data:ExecuteStatement", "rds-data:BatchExecuteStatement"],
            [mysql.cluster.arn],
          ),
          allow("ReadPassword", ["secretsmanager:GetSecretValue"], [mysql.secretArn]),
          useKey(key.arn, ["kms:Decrypt"]),
        ],
      },
      { parent: this },
    );
    new aws.lambda.Invocation(
      name,
      { functionName: this.seed.function.id, input: JSON.stringify({ tickets: source.seedTickets }) },
      // The Data API answers only once the cluster has an instance.
      { parent: this, dependsOn: mysql.instance },
    );
    this.registerOutputs({});
  }
}
