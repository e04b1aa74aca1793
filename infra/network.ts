import * as awsx from "@pulumi/awsx/ec2";
import * as pulumi from "@pulumi/pulumi";
import * as aws from "./aws";
import type { ExistingNetwork, NewNetwork } from "./config/platform-config";
import { createEndpoints } from "./network/endpoints";
import { createFlowLog } from "./network/flow-log";
import { allowHttpsOut, allowSelf, allowTcp } from "./network/security-rules";
import type { Platform } from "./platform";

export interface NetworkArgs {
  readonly platform: Platform;
  readonly key: aws.kms.Key;
}

/** Subnets without a way to the internet, for what must be near the ticket source and for the warehouse. */
export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  /** One in each of three availability zones. */
  readonly subnetIds: pulumi.Output<string>[];
  /** Where the Glue connection puts its network interfaces: the first zone and its subnet. */
  readonly connectionZone: string;
  readonly connectionSubnetId: pulumi.Output<string>;
  /** Of the Glue connection: its members may talk to each other, as Glue demands. */
  readonly glueGroup: aws.ec2.SecurityGroup;
  /** Of the warehouse. */
  readonly warehouseGroup: aws.ec2.SecurityGroup;
  /** Its members may query the warehouse: put the machine of the Power BI gateway into it. */
  readonly warehouseClientGroup: aws.ec2.SecurityGroup;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("careplus:network:Network", name, {}, opts);
    const { config, naming } = args.platform;
    const { vpcId, subnetIds, zones, vpc } =
      config.network.kind === "new"
        ? this.createVpc(config.network, naming.name("vpc"))
        : existing(config.network);
    this.vpcId = vpcId;
    this.subnetIds = subnetIds;
    this.connectionZone = first(zones);
    this.connectionSubnetId = first(subnetIds);
    const group = (role: string, description: string): aws.ec2.SecurityGroup =>
      new aws.ec2.SecurityGroup(role, { name: naming.name(role), description, vpcId }, { parent: this });
    this.glueGroup = group("glue", "Glue connection to the ticket source");
    this.warehouseGroup = group("warehouse", "Redshift workgroup");
    this.warehouseClientGroup = group("warehouse-client", "May query the warehouse");
    allowSelf(this.glueGroup, this);
    allowTcp(
      "warehouse-from-client",
      { from: this.warehouseClientGroup, to: this.warehouseGroup, port: WAREHOUSE_PORT },
      this,
    );
    if (vpc) {
      createFlowLog(args.platform, vpcId, args.key, this);
      createEndpoints(args.platform, this, vpc);
    } else {
      // Which way the existing VPC gives to S3 and to the APIs is its own: its routes decide.
      allowHttpsOut("glue-https", this.glueGroup, this);
      allowHttpsOut("warehouse-https", this.warehouseGroup, this);
    }
    this.registerOutputs({ vpcId, subnetIds });
  }

  private createVpc({ cidr, zones }: NewNetwork, vpcName: string): Subnets {
    const vpc = new awsx.Vpc(
      "network",
      {
        cidrBlock: cidr,
        availabilityZoneNames: [...zones],
        enableDnsHostnames: true,
        natGateways: { strategy: "None" },
        subnetSpecs: [{ type: "Isolated", name: "isolated" }],
        subnetStrategy: "Auto",
        tags: { Name: vpcName },
      },
      { parent: this },
    );
    // Nothing is put into the default group; emptied, it lets nothing through either.
    new aws.ec2.DefaultSecurityGroup("network", { vpcId: vpc.vpcId }, { parent: this });
    const subnetIds = zones.map((_, index) => vpc.isolatedSubnetIds.apply((ids) => ids[index] ?? ""));
    return { vpcId: vpc.vpcId, subnetIds, zones, vpc };
  }
}

/** Redshift Serverless listens here unless told otherwise. */
export const WAREHOUSE_PORT = 5439;

interface Subnets {
  readonly vpcId: pulumi.Output<string>;
  readonly subnetIds: pulumi.Output<string>[];
  readonly zones: readonly string[];
  /** Absent where the VPC is not ours. */
  readonly vpc?: awsx.Vpc;
}

function existing({ vpcId, subnets }: ExistingNetwork): Subnets {
  return {
    vpcId: pulumi.output(vpcId),
    subnetIds: subnets.map(({ subnetId }) => pulumi.output(subnetId)),
    zones: subnets.map(({ zone }) => zone),
  };
}

function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new Error("the configuration gives three zones");
  return item;
}
