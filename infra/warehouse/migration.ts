import * as pulumi from "@pulumi/pulumi";
import { schemaVersion } from "../../runtime/warehouse/schema-statements";
import * as aws from "../aws";
import { useKey } from "../iam/queue-statements";
import { MagicFunction } from "../magic-function";
import type { Platform } from "../platform";
import type { Warehouse } from "../warehouse";
import { administerWarehouse } from "./statements";

export interface MigrationArgs {
  readonly platform: Platform;
  readonly key: aws.kms.Key;
  readonly warehouse: Warehouse;
}

/** Functions that write to the warehouse; the migration makes a database user of each one's role. */
const WRITERS = ["loader", "reconciler"] as const;

/** Functions that only read it. */
const READERS = ["replay-chooser"] as const;

/** Brings the warehouse's schema to the contracts' at each deployment that changes it. */
export class Migration extends pulumi.ComponentResource {
  readonly migrate: MagicFunction;
  readonly run: aws.lambda.Invocation;

  constructor(
    name: string,
    { platform, key, warehouse }: MigrationArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("careplus:warehouse:Migration", name, {}, opts);
    const { naming } = platform;
    const { workgroup, namespace } = warehouse;
    this.migrate = new MagicFunction(
      "migrate",
      {
        platform,
        key,
        handler: "migrate",
        description: "Makes tables, views and database users of the warehouse",
        timeoutSeconds: 600,
        memoryMb: 256,
        environment: {
          WORKGROUP: workgroup.workgroupName,
          DATABASE: warehouse.database,
          ADMIN_SECRET_ARN: namespace.adminPasswordSecretArn,
          WRITER_ROLES: WRITERS.map((writer) => naming.name(writer)).join(","),
          READER_ROLES: READERS.map((reader) => naming.name(reader)).join(","),
        },
        statements: (role) => [
          ...administerWarehouse(workgroup.arn, namespace.adminPasswordSecretArn, role),
          useKey(key.arn, ["kms:Decrypt"]),
        ],
      },
      { parent: this },
    );
    // Another version is another input, so the function is run again.
    this.run = new aws.lambda.Invocation(
      name,
      { functionName: this.migrate.function.id, input: JSON.stringify({ schemaVersion: schemaVersion() }) },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
