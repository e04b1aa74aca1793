import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import type { ManagedSource } from "../config/platform-config";
import { createLogGroup } from "../log-group";
import type { Network } from "../network";
import type { Platform } from "../platform";

export interface ManagedMysqlArgs {
  readonly platform: Platform;
  readonly network: Network;
  readonly key: aws.kms.Key;
  readonly source: ManagedSource;
}

/** First version that pauses at zero; the Data API is older: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html */
const ENGINE_VERSION = "8.0.mysql_aurora.3.08.2";

/** Aurora MySQL Serverless v2 that costs nothing but its storage while nobody asks it. */
export class ManagedMysql extends pulumi.ComponentResource {
  readonly cluster: aws.rds.Cluster;
  readonly instance: aws.rds.ClusterInstance;
  readonly group: aws.ec2.SecurityGroup;
  /** Made and rotated by RDS. */
  readonly secretArn: pulumi.Output<string>;

  constructor(name: string, args: ManagedMysqlArgs, opts: pulumi.ComponentResourceOptions) {
    super("careplus:source:ManagedMysql", name, {}, opts);
    const { platform, network, key, source } = args;
    const child = { parent: this };
    const clusterIdentifier = platform.naming.name("tickets");
    this.group = new aws.ec2.SecurityGroup(
      name,
      { name: platform.naming.name("mysql"), description: "MySQL of the tickets", vpcId: network.vpcId },
      child,
    );
    const subnets = new aws.rds.SubnetGroup(
      name,
      { name: clusterIdentifier, subnetIds: network.subnetIds },
      child,
    );
    const parameters = new aws.rds.ClusterParameterGroup(
      name,
      {
        name: clusterIdentifier,
        family: "aurora-mysql8.0",
        parameters: [{ name: "require_secure_transport", value: "ON" }],
      },
      child,
    );
    const logs = createLogGroup(
      platform,
      "mysql-error",
      `/aws/rds/cluster/${clusterIdentifier}/error`,
      key,
      this,
    );
    const isKept = platform.config.isDataKept;
    this.cluster = new aws.rds.Cluster(
      name,
      {
        clusterIdentifier,
        engine: "aurora-mysql",
        engineMode: "provisioned",
        engineVersion: ENGINE_VERSION,
        databaseName: source.database,
        masterUsername: "careplus",
        manageMasterUserPassword: true,
        masterUserSecretKmsKeyId: key.arn,
        enableHttpEndpoint: true,
        serverlessv2ScalingConfiguration: { minCapacity: 0, maxCapacity: 2, secondsUntilAutoPause: 600 },
        storageEncrypted: true,
        kmsKeyId: key.arn,
        dbSubnetGroupName: subnets.id,
        dbClusterParameterGroupName: parameters.id,
        vpcSecurityGroupIds: [this.group.id],
        enabledCloudwatchLogsExports: ["error"],
        iamDatabaseAuthenticationEnabled: true,
        copyTagsToSnapshot: true,
        backupRetentionPeriod: isKept ? 7 : 1,
        deletionProtection: isKept,
        skipFinalSnapshot: !isKept,
        ...(isKept && { finalSnapshotIdentifier: `${clusterIdentifier}-final` }),
      },
      { ...child, dependsOn: logs, protect: isKept },
    );
    this.instance = new aws.rds.ClusterInstance(
      name,
      {
        identifier: `${clusterIdentifier}-1`,
        clusterIdentifier: this.cluster.id,
        engine: "aurora-mysql",
        engineVersion: ENGINE_VERSION,
        instanceClass: "db.serverless",
        publiclyAccessible: false,
        autoMinorVersionUpgrade: true,
      },
      child,
    );
    this.secretArn = this.cluster.masterUserSecrets.apply((secrets) => secrets?.[0]?.secretArn ?? "");
    this.registerOutputs({ endpoint: this.cluster.endpoint });
  }
}
