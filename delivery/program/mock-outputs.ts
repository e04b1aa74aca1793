import type * as pulumi from "@pulumi/pulumi";

/** Names a resource in expected values: `Bucket(raw)`. */
function subject(type: string, name: string): string {
  return `${type.slice(type.lastIndexOf(":") + 1)}(${name})`;
}

/** What every resource answers: its ARN and id say whose they are, so that a wrong reference shows. */
export function answersOf(type: string, name: string): { readonly id: string; readonly arn: string } {
  return { id: `${subject(type, name)}.id`, arn: `${subject(type, name)}.arn` };
}

/** The computed outputs of a resource under mocks. */
export function outputsOf(
  type: string,
  name: string,
  inputs: Record<string, unknown>,
): Record<string, unknown> {
  const of = subject(type, name);
  const common = { arn: `${of}.arn`, name: inputs.name ?? `${of}.name` };
  const more: Readonly<Record<string, Record<string, unknown>>> = {
    "aws:glue/catalogDatabase:CatalogDatabase": { catalogId: `${of}.catalogId` },
    "aws:iam/role:Role": { uniqueId: `${of}.uniqueId` },
    "aws:kms/key:Key": { keyId: `${of}.keyId` },
    "aws:sqs/queue:Queue": { url: `${of}.url` },
    "aws:ec2/vpcEndpoint:VpcEndpoint": { prefixListId: `${of}.prefixListId` },
    "aws:rds/cluster:Cluster": {
      endpoint: `${of}.endpoint`,
      masterUserSecrets: [{ secretArn: `${of}.secretArn` }],
    },
    "aws:redshiftserverless/namespace:Namespace": { adminPasswordSecretArn: `${of}.adminPasswordSecretArn` },
    "aws:redshiftserverless/workgroup:Workgroup": { endpoints: [{ address: `${of}.address`, port: 5439 }] },
    "awsx:ec2:Vpc": {
      vpcId: "vpc",
      isolatedSubnetIds: ["subnet-a", "subnet-b", "subnet-c"],
      routeTables: ["table-a", "table-b", "table-c"].map((id) => ({ id })),
    },
  };
  return { ...common, ...more[type] };
}

const CALLS: Readonly<
  Record<string, (inputs: Readonly<Record<string, unknown>>) => Record<string, unknown>>
> = {
  "aws:index/getCallerIdentity:getCallerIdentity": () => ({ accountId: "111122223333" }),
  "aws:index/getPartition:getPartition": () => ({ partition: "aws" }),
  // A subnet that a stack's file names is taken to be where it says.
  "aws:ec2/getSubnet:getSubnet": (inputs) => ({ ...inputs }),
};

/** Answers the data sources that the program asks; another one is a change that a test must know of. */
export function callAnswer({ token, inputs }: pulumi.runtime.MockCallArgs): Record<string, unknown> {
  const answer = CALLS[token];
  if (answer === undefined) throw new Error(`no answer for ${token}`);
  return answer(inputs);
}
