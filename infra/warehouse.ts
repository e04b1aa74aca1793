import * as pulumi from "@pulumi/pulumi";
import * as aws from "./aws";
import type { Lake } from "./lake";
import { createLogGroup } from "./log-group";
import type { Network } from "./network";
import { WAREHOUSE_PORT } from "./network";
import type { Platform } from "./platform";
import { createCopyRole } from "./warehouse/copy-role";
import { Migration } from "./warehouse/migration";

export interface WarehouseArgs {
  readonly platform: Platform;
  readonly lake: Lake;
  readonly network: Network;
}

const DATABASE = "careplus";
const AUDIT_LOGS = ["userlog", "connectionlog", "useractivitylog"];

/** Redshift Serverless with its schema: private, capped, asked through the Data API. */
export class Warehouse extends pulumi.ComponentResource {
  readonly namespace: aws.redshiftserverless.Namespace;
  readonly workgroup: aws.redshiftserverless.Workgroup;
  readonly database = DATABASE;
  readonly migration: Migration;

  constructor(name: string, args: WarehouseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("careplus:warehouse:Warehouse", name, {}, opts);
    const { platform, lake } = args;
    this.namespace = this.createNamespace(platform, lake);
    this.workgroup = this.createWorkgroup(args);
    // What Redshift would go on costing on a bad day: past this it answers no query until the next.
    new aws.redshiftserverless.UsageLimit(
      "daily-compute",
      {
        resourceArn: this.workgroup.arn,
        usageType: "serverless-compute",
        amount: platform.config.warehouse.dailyRpuHours,
        period: "daily",
        breachAction: "deactivate",
      },
      { parent: this },
    );
    this.migration = new Migration(
      "migration",
      { platform, key: lake.key, warehouse: this },
      { parent: this },
    );
    this.registerOutputs({ workgroup: this.workgroup.workgroupName });
  }

  private createNamespace(platform: Platform, lake: Lake): aws.redshiftserverless.Namespace {
    const { naming, config } = platform;
    const namespaceName = naming.name("warehouse");
    const copyRole = createCopyRole(platform, lake, this);
    const logGroups = AUDIT_LOGS.map((log) =>
      createLogGroup(platform, `warehouse-${log}`, `/aws/redshift/${namespaceName}/${log}`, lake.key, this),
    );
    return new aws.redshiftserverless.Namespace(
      "warehouse",
      {
        namespaceName,
        dbName: DATABASE,
        manageAdminPassword: true,
        adminPasswordSecretKmsKeyId: lake.key.arn,
        kmsKeyId: lake.key.arn,
        iamRoles: [copyRole.readyArn],
        defaultIamRoleArn: copyRole.readyArn,
        logExports: AUDIT_LOGS,
      },
      { parent: this, dependsOn: logGroups, protect: config.isDataKept },
    );
  }

  private createWorkgroup({ platform, network }: WarehouseArgs): aws.redshiftserverless.Workgroup {
    const { warehouse } = platform.config;
    return new aws.redshiftserverless.Workgroup(
      "warehouse",
      {
        workgroupName: platform.naming.name("warehouse"),
        namespaceName: this.namespace.id,
        baseCapacity: warehouse.baseCapacity,
        maxCapacity: warehouse.maxCapacity,
        subnetIds: network.subnetIds,
        securityGroupIds: [network.warehouseGroup.id],
        port: WAREHOUSE_PORT,
        publiclyAccessible: false,
        enhancedVpcRouting: true,
        configParameters: CONFIG_PARAMETERS.map(([parameterKey, parameterValue]) => ({
          parameterKey,
          parameterValue,
        })),
      },
      // AWS answers with values of its own for what was not asked: a change of nothing on each preview.
      { parent: this, ignoreChanges: ["pricePerformanceTarget"] },
    );
  }
}

/** All that a workgroup has: those that are left out come back with AWS's defaults and would look like a change. */
const CONFIG_PARAMETERS: readonly (readonly [string, string])[] = [
  ["auto_mv", "true"],
  ["datestyle", "ISO, MDY"],
  ["enable_case_sensitive_identifier", "false"],
  ["enable_user_activity_logging", "true"],
  ["max_query_execution_time", "3600"],
  ["query_group", "default"],
  ["require_ssl", "true"],
  ["search_path", "$user, public"],
  ["use_fips_ssl", "false"],
];
