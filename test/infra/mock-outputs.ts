import type * as pulumi from "@pulumi/pulumi";
import * as recorded from "../../delivery/program/mock-outputs";

export { answersOf, outputsOf } from "../../delivery/program/mock-outputs";

/** What is in the account already: the subnets that Pulumi.prod.yaml names. */
const SUBNETS = ["a", "b", "c"].map((letter, index) => ({
  id: `subnet-0123456789abcdef${index}`,
  vpcId: "vpc-0123456789abcdef0",
  availabilityZone: `eu-central-1${letter}`,
}));

/** Answers the data sources that the program asks as an account would that has those subnets and no other. */
export function callAnswer(args: pulumi.runtime.MockCallArgs): Record<string, unknown> {
  if (args.token !== "aws:ec2/getSubnet:getSubnet") return recorded.callAnswer(args);
  const { id, vpcId, availabilityZone } = args.inputs;
  const found = SUBNETS.find(
    (subnet) => subnet.id === id && subnet.vpcId === vpcId && subnet.availabilityZone === availabilityZone,
  );
  if (found !== undefined) return found;
  // The real provider's words.
  throw new Error(
    "invoking aws:ec2/getSubnet:getSubnet: 1 error occurred:\n\t* no matching EC2 Subnet found",
  );
}
