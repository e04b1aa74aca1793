import type * as awsx from "@pulumi/awsx/ec2";
import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import type { Network } from "../network";
import type { Platform } from "../platform";
import { allowTcp } from "./security-rules";

/**
 * What the Glue workers of the connection call from inside the subnets, each at 0.01 USD an hour and zone
 * (us-east-1), so about 7.30 USD a month, and 0.01 USD a GB. They are in the connection's zone only.
 * https://aws.amazon.com/privatelink/pricing/
 */
const INTERFACE_ENDPOINTS = [
  // 7.30 USD a month: the job asks for the connection (`extract_jdbc_conf`).
  "glue",
  // 7.30 USD a month: the connection's user and password.
  "secretsmanager",
  // 7.30 USD a month: the job's log.
  "logs",
] as const;

/** Ways out of the isolated subnets: S3 through the gateway, which is free, and the three APIs that are needed. */
export function createEndpoints(platform: Platform, network: Network, vpc: awsx.Vpc): void {
  const { naming, config } = platform;
  const service = (name: string): string => `com.amazonaws.${config.region}.${name}`;
  const gateway = new aws.ec2.VpcEndpoint(
    "s3",
    {
      vpcId: network.vpcId,
      serviceName: service("s3"),
      vpcEndpointType: "Gateway",
      routeTableIds: routeTableIds(vpc),
    },
    { parent: network },
  );
  for (const [name, group] of [
    ["glue-s3", network.glueGroup],
    ["warehouse-s3", network.warehouseGroup],
  ] as const) {
    new aws.vpc.SecurityGroupEgressRule(
      name,
      {
        description: "S3",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        prefixListId: gateway.prefixListId,
        securityGroupId: group.id,
      },
      { parent: network },
    );
  }
  const endpointGroup = new aws.ec2.SecurityGroup(
    "endpoints",
    { name: naming.name("endpoints"), description: "Interface endpoints", vpcId: network.vpcId },
    { parent: network },
  );
  allowTcp("glue-to-endpoints", { from: network.glueGroup, to: endpointGroup, port: 443 }, network);
  for (const name of INTERFACE_ENDPOINTS) {
    new aws.ec2.VpcEndpoint(
      name,
      {
        vpcId: network.vpcId,
        serviceName: service(name),
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
        subnetIds: [network.connectionSubnetId],
        securityGroupIds: [endpointGroup.id],
      },
      { parent: network },
    );
  }
}

/** awsx makes one route table a subnet and gives its endpoints none (pulumi-awsx#1627). */
function routeTableIds(vpc: awsx.Vpc): pulumi.Output<string[]> {
  // Under mocks the component has no children.
  return vpc.routeTables.apply((tables: aws.ec2.RouteTable[] | undefined) =>
    pulumi.all((tables ?? []).map(({ id }) => id)),
  );
}
