import { MANAGED, NETWORK, refuses } from "./refused";

describe("the configured network", () => {
  refuses([
    [
      "a VPC without its id",
      { config: { ...MANAGED, "careplus:network": { kind: "existing" } } },
      'careplus:network.vpcId is missing: it must be the id of a VPC, e.g. "vpc-0123456789abcdef0".',
    ],
    [
      "a VPC without subnets",
      { config: { ...MANAGED, "careplus:network": { ...NETWORK, subnets: undefined } } },
      "careplus:network.subnets is missing: it must be a map of 3 availability zones to one subnet each.",
    ],
    [
      "a VPC with two subnets",
      {
        config: {
          ...MANAGED,
          "careplus:network": {
            ...NETWORK,
            subnets: {
              "eu-central-1a": "subnet-0123456789abcdef0",
              "eu-central-1b": "subnet-0123456789abcdef1",
            },
          },
        },
      },
      'careplus:network.subnets is ["eu-central-1a","eu-central-1b"]: it must be 3 different availability zones of eu-central-1 (Redshift Serverless needs them).',
    ],
    [
      "a subnet of another region",
      {
        config: {
          ...MANAGED,
          "careplus:network": {
            ...NETWORK,
            subnets: {
              ...NETWORK.subnets,
              "eu-central-1c": undefined,
              "us-east-1a": "subnet-0123456789abcdef2",
            },
          },
        },
      },
      'careplus:network.subnets is ["eu-central-1a","eu-central-1b","us-east-1a"]: it must be 3 different availability zones of eu-central-1 (Redshift Serverless needs them).',
    ],
    [
      "one subnet for two zones",
      {
        config: {
          ...MANAGED,
          "careplus:network": {
            ...NETWORK,
            subnets: { ...NETWORK.subnets, "eu-central-1c": "subnet-0123456789abcdef0" },
          },
        },
      },
      'careplus:network.subnets is ["subnet-0123456789abcdef0","subnet-0123456789abcdef1","subnet-0123456789abcdef0"]: it must be a different subnet for each availability zone.',
    ],
    [
      "a range too small",
      { config: { ...MANAGED, "careplus:network": { cidr: "10.0.0.0/28" } } },
      'careplus:network.cidr is "10.0.0.0/28": it must be an IPv4 range from /16 to /24, e.g. "10.20.0.0/20".',
    ],
  ]);
});
