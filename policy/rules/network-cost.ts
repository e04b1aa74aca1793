import type { ResourceValidationPolicy } from "@pulumi/policy";

export const noNat: ResourceValidationPolicy = {
  name: "no-nat",
  description:
    "No NAT gateway: one costs about 33 USD a month before its traffic, and nothing here needs it.",
  enforcementLevel: "mandatory",
  validateResource: ({ type, props }, report) => {
    if (type === "aws:ec2/natGateway:NatGateway") report("A NAT gateway must not be made: use an endpoint.");
    if (type === "awsx:ec2:Vpc" && props.natGateways?.strategy !== "None")
      report('natGateways.strategy must be "None".');
  },
};
