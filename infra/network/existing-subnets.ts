import * as aws from "../aws";
import { ConfigError } from "../config/config-error";
import type { ExistingNetwork } from "../config/platform-config";

/**
 * Asks AWS for each subnet of an existing network, by its id, VPC and availability zone.
 *
 * @throws ConfigError when one of them is not in that VPC and zone; what AWS says when it cannot be asked
 */
export async function requireSubnets({ vpcId, subnets }: ExistingNetwork): Promise<void> {
  await Promise.all(
    subnets.map(async ({ zone, subnetId }) => {
      try {
        await aws.ec2.getSubnet({ id: subnetId, vpcId, availabilityZone: zone });
      } catch (error) {
        if (!(error instanceof Error && error.message.includes(NOT_FOUND))) throw error;
        throw new ConfigError(
          `careplus:network.subnets.${zone}`,
          subnetId,
          `a subnet of ${vpcId} in the zone ${zone}, and AWS finds none`,
        );
      }
    }),
  );
}

/** https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/vpc_subnet_data_source.go */
const NOT_FOUND = "no matching EC2 Subnet found";
