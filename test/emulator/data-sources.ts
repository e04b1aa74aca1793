import { ACCOUNT, type Clients } from "./clients";

type Properties = Readonly<Record<string, unknown>>;

/** What the program may ask of the account, by Pulumi's token of the call. */
export function dataSourcesOf({
  ec2,
}: Clients): Readonly<Record<string, (inputs: Properties) => Properties | Promise<Properties>>> {
  return {
    "aws:index/getCallerIdentity:getCallerIdentity": () => ({ accountId: ACCOUNT }),
    "aws:index/getPartition:getPartition": () => ({ partition: "aws" }),
    "aws:ec2/getSubnet:getSubnet": async (inputs) => {
      const { Subnets = [] } = await ec2.describeSubnets({ SubnetIds: [String(inputs.id)] });
      const found = Subnets.find(
        (subnet) => subnet.VpcId === inputs.vpcId && subnet.AvailabilityZone === inputs.availabilityZone,
      );
      if (found === undefined) throw new Error("no matching EC2 Subnet found");
      return { ...inputs };
    },
  };
}
