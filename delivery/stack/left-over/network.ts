import {
  type Filter,
  paginateDescribeFlowLogs,
  paginateDescribeNetworkInterfaces,
  paginateDescribeRouteTables,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeVpcEndpoints,
  paginateDescribeVpcs,
} from "@aws-sdk/client-ec2";
import { collect } from "../aws/collect";
import { IDLE_USD_PER_DAY } from "./idle-prices";
import type { LeftOver, Listing, Scope } from "./left-over";

/** Most of a network has ids and no names: it is known by its tags. */
function ofStack({ names }: Scope): Filter[] {
  return [
    { Name: "tag:project", Values: ["careplus"] },
    { Name: "tag:stack", Values: [names.stack] },
  ];
}

async function ownedVpcIds(scope: Scope): Promise<string[]> {
  const client = scope.account.clients.ec2;
  const found = await collect(
    paginateDescribeVpcs({ client }, { Filters: ofStack(scope) }),
    ({ Vpcs }) => Vpcs,
  );
  return found.map(({ VpcId }) => VpcId).filter((id) => id !== undefined);
}

/** By name: a group that was made while a deployment was cut off may have no tags yet. */
async function ownedSecurityGroups({ account, names }: Scope) {
  const found = await collect(
    paginateDescribeSecurityGroups({ client: account.clients.ec2 }, {}),
    ({ SecurityGroups }) => SecurityGroups,
  );
  return found.filter(({ GroupName }) => names.owns(GroupName));
}

/** Network interfaces in the stack's VPC or in its security groups; services make them and may leave them. */
export async function ownedInterfaces(scope: Scope) {
  const { ec2 } = scope.account.clients;
  const vpcIds = await ownedVpcIds(scope);
  const groups = await ownedSecurityGroups(scope);
  const groupIds = groups.map(({ GroupId }) => GroupId).filter((id) => id !== undefined);
  const filters: Filter[] = [
    { Name: "vpc-id", Values: vpcIds },
    { Name: "group-id", Values: groupIds },
  ].filter(({ Values }) => Values.length > 0);
  const found = await Promise.all(
    filters.map((filter) =>
      collect(
        paginateDescribeNetworkInterfaces({ client: ec2 }, { Filters: [filter] }),
        ({ NetworkInterfaces }) => NetworkInterfaces,
      ),
    ),
  );
  return [...new Map(found.flat().map((one) => [one.NetworkInterfaceId, one])).values()];
}

export const vpcs: Listing = async (scope) =>
  (await ownedVpcIds(scope)).map((id) => part(scope, "VPC", id, "vpc", "delete-vpc --vpc-id"));

export const subnets: Listing = async (scope) => {
  const client = scope.account.clients.ec2;
  const found = await collect(
    paginateDescribeSubnets({ client }, { Filters: ofStack(scope) }),
    ({ Subnets }) => Subnets,
  );
  return found.map(({ SubnetId = "" }) =>
    part(scope, "subnet", SubnetId, "subnet", "delete-subnet --subnet-id"),
  );
};

export const routeTables: Listing = async (scope) => {
  const client = scope.account.clients.ec2;
  const found = await collect(
    paginateDescribeRouteTables({ client }, { Filters: ofStack(scope) }),
    ({ RouteTables }) => RouteTables,
  );
  return found.map(({ RouteTableId = "" }) =>
    part(scope, "route table", RouteTableId, "route-table", "delete-route-table --route-table-id"),
  );
};

export const securityGroups: Listing = async (scope) =>
  (await ownedSecurityGroups(scope)).map(({ GroupId = "", GroupName }) => ({
    ...part(scope, "security group", GroupId, "security-group", "delete-security-group --group-id"),
    ...(GroupName !== undefined && { note: GroupName }),
  }));

export const endpoints: Listing = async (scope) => {
  const client = scope.account.clients.ec2;
  const found = await collect(
    paginateDescribeVpcEndpoints({ client }, { Filters: ofStack(scope) }),
    ({ VpcEndpoints }) => VpcEndpoints,
  );
  // One that is deleted is shown for a while.
  const present = found.filter(({ State }) => String(State).toLowerCase() !== "deleted");
  return present.map(({ VpcEndpointId = "", VpcEndpointType, SubnetIds = [] }) => ({
    ...part(scope, "VPC endpoint", VpcEndpointId, "vpc-endpoint", "delete-vpc-endpoints --vpc-endpoint-ids"),
    usdPerDay: VpcEndpointType === "Interface" ? SubnetIds.length * IDLE_USD_PER_DAY.interfaceEndpoint : 0,
  }));
};

export const flowLogs: Listing = async (scope) => {
  const client = scope.account.clients.ec2;
  const found = await collect(
    paginateDescribeFlowLogs({ client }, { Filter: ofStack(scope) }),
    ({ FlowLogs }) => FlowLogs,
  );
  return found.map(({ FlowLogId = "" }) =>
    part(scope, "flow log", FlowLogId, "vpc-flow-log", "delete-flow-logs --flow-log-ids"),
  );
};

export const interfaces: Listing = async (scope) =>
  (await ownedInterfaces(scope)).map(({ NetworkInterfaceId = "", Status, Description = "" }) => ({
    ...part(
      scope,
      "network interface",
      NetworkInterfaceId,
      "network-interface",
      "delete-network-interface --network-interface-id",
    ),
    note: `${Status}: ${Description}`,
  }));

function part({ account }: Scope, kind: string, id: string, type: string, command: string): LeftOver {
  const arn = `arn:aws:ec2:${account.region}:${account.accountId}:${type}/${id}`;
  return { kind, name: id, arn, usdPerDay: 0, removal: `ec2 ${command} ${id}` };
}
