import * as pulumi from "@pulumi/pulumi";
import * as aws from "./aws";
import type { ExistingSource, SourceConfig } from "./config/platform-config";
import type { Network } from "./network";
import { allowTcp } from "./network/security-rules";
import type { Platform } from "./platform";
import { ManagedMysql } from "./source/managed-mysql";
import { SourceSeed } from "./source/source-seed";

export interface TicketSourceArgs {
  readonly platform: Platform;
  readonly network: Network;
  readonly key: aws.kms.Key;
}

/** Where the tickets are: an existing MySQL or a small one of the stack's own, and Glue's way to it. */
export class TicketSource extends pulumi.ComponentResource {
  readonly connection: aws.glue.Connection;
  readonly secret: CredentialSecret;
  readonly host: pulumi.Output<string>;
  readonly table: string;
  readonly database: string;
  /** The stack's own server, where it has one. */
  readonly managed?: ManagedMysql;

  constructor(name: string, args: TicketSourceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("careplus:source:TicketSource", name, {}, opts);
    const { platform, network } = args;
    const source = platform.config.source;
    this.database = source.database;
    this.table = source.table;
    if (source.kind === "managed") {
      this.managed = new ManagedMysql("mysql", { ...args, source }, { parent: this });
      this.host = this.managed.cluster.endpoint;
      this.secret = { id: this.managed.secretArn, arn: this.managed.secretArn };
      new SourceSeed("seed", { platform, key: args.key, source, mysql: this.managed }, { parent: this });
      allowTcp("glue-to-mysql", { from: network.glueGroup, to: this.managed.group, port: MYSQL_PORT }, this);
    } else {
      this.host = pulumi.output(source.host);
      this.secret = this.createSecret(source, args);
      this.allowSourceOut(source.port, network);
    }
    const url = pulumi.interpolate`jdbc:mysql://${this.host}:${portOf(source)}/${source.database}`;
    this.connection = new aws.glue.Connection(
      "tickets",
      {
        name: platform.naming.name("tickets"),
        description: "MySQL that holds the support tickets",
        connectionType: "JDBC",
        connectionProperties: {
          JDBC_CONNECTION_URL: url,
          SECRET_ID: this.secret.id,
          JDBC_ENFORCE_SSL: String(isTlsRequired(source)),
        },
        physicalConnectionRequirements: {
          availabilityZone: network.connectionZone,
          subnetId: network.connectionSubnetId,
          securityGroupIdLists: [network.glueGroup.id],
        },
      },
      { parent: this, transformations: [showProperties] },
    );
    this.registerOutputs({ connection: this.connection.name });
  }

  /** A secret that is named in the configuration is the owner's and stays untouched. */
  private createSecret(
    { credentials }: ExistingSource,
    { platform, key }: TicketSourceArgs,
  ): CredentialSecret {
    const { naming, config } = platform;
    if (credentials.kind === "secret") {
      const { secretName } = credentials;
      // Secrets Manager adds six characters to the name.
      return {
        id: pulumi.output(secretName),
        arn: naming.arn("secretsmanager", `secret:${secretName}-??????`),
      };
    }
    const secret = new aws.secretsmanager.Secret(
      "tickets",
      {
        name: naming.name("ticket-source"),
        description: "User and password of the ticket source",
        kmsKeyId: key.arn,
        // A secret in its recovery window keeps its name taken.
        recoveryWindowInDays: config.isDataKept ? 30 : 0,
      },
      { parent: this },
    );
    const value = pulumi.jsonStringify({ username: credentials.user, password: credentials.password });
    new aws.secretsmanager.SecretVersion(
      "tickets",
      { secretId: secret.id, secretString: value },
      { parent: this },
    );
    return { id: secret.arn, arn: secret.arn };
  }

  /** The server is outside our security groups: its own rules decide whom it lets in. */
  private allowSourceOut(port: number, network: Network): void {
    new aws.vpc.SecurityGroupEgressRule(
      "glue-to-mysql",
      {
        description: "Ticket source",
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        cidrIpv4: "0.0.0.0/0",
        securityGroupId: network.glueGroup.id,
      },
      { parent: this },
    );
  }
}

/** Secret with `username` and `password`. */
export interface CredentialSecret {
  /** What asks for it: name or ARN. */
  readonly id: pulumi.Output<string>;
  /** What a policy allows. */
  readonly arn: pulumi.Output<string>;
}

/** The provider hides these properties; here they only name a secret, and a preview must tell what changes in them. */
const showProperties: pulumi.ResourceTransformation = ({ props, opts }) => ({
  props: { ...props, connectionProperties: pulumi.unsecret(props.connectionProperties) },
  opts,
});

const MYSQL_PORT = 3306;

function portOf(source: SourceConfig): number {
  return source.kind === "managed" ? MYSQL_PORT : source.port;
}

function isTlsRequired(source: SourceConfig): boolean {
  return source.kind === "managed" || source.isTlsRequired;
}
