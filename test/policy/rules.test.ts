import { expect } from "chai";
import { PR_STACK, programOf, type StackSetting, stackFile } from "../infra/program";
import { type Subject, violationsOf } from "./run-rules";

const KEPT = {
  project: "careplus",
  stack: "dev",
  owner: "us",
  "managed-by": "pulumi",
  "data-retention": "keep",
};
const one = (type: string, props: Readonly<Record<string, unknown>>, isProtected = true): Subject[] => [
  { type, name: "it", props, isProtected },
];
const policy = (...Statement: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });

describe("the policy pack", () => {
  const settings: Readonly<Record<string, StackSetting>> = {
    dev: stackFile("dev"),
    prod: stackFile("prod"),
    pr: PR_STACK,
  };

  for (const [name, setting] of Object.entries(settings)) {
    it(`finds nothing in the resources of ${name}`, async () => {
      const { resources } = await programOf(setting);

      const found = violationsOf(resources.map(({ inputs: props, ...declared }) => ({ ...declared, props })));

      expect(found).to.deep.equal([]);
    });
  }

  const bad: readonly (readonly [
    what: string,
    subjects: readonly Subject[],
    violations: readonly string[],
  ])[] = [
    [
      "a queue without key",
      one("aws:sqs/queue:Queue", { tags: KEPT }),
      ["encrypted-at-rest: it: kmsMasterKeyId must name the platform's key."],
    ],
    [
      "an unencrypted cluster",
      one("aws:rds/cluster:Cluster", { tags: KEPT, kmsKeyId: "k", deletionProtection: true }),
      ["encrypted-at-rest: it: storageEncrypted must be true."],
    ],
    [
      "a key that is never turned",
      one("aws:kms/key:Key", { tags: KEPT }),
      ["rotated-keys: it: enableKeyRotation must be true."],
    ],
    [
      "a bucket with nothing around it",
      one("aws:s3/bucket:Bucket", { tags: KEPT, bucket: "b" }),
      [
        "encrypted-buckets: The bucket it has no BucketServerSideEncryptionConfiguration.",
        "tls-only-buckets: The bucket it has no BucketPolicy.",
        "blocked-buckets: The bucket it does not block public access in all four ways.",
      ],
    ],
    [
      "a bucket policy that takes plain HTTP",
      one("aws:s3/bucketPolicy:BucketPolicy", { policy: policy() }),
      ["tls-only: it: The policy must deny requests whose aws:SecureTransport is false."],
    ],
    [
      "a warehouse that takes plain connections",
      one("aws:redshiftserverless/workgroup:Workgroup", { tags: KEPT, publiclyAccessible: false }),
      ["tls-only: it: configParameters must set require_ssl to true."],
    ],
    [
      "MySQL that takes plain connections",
      one("aws:rds/clusterParameterGroup:ClusterParameterGroup", {
        parameters: [{ name: "require_secure_transport", value: "OFF" }],
      }),
      ["tls-only: it: parameters must set require_secure_transport to ON."],
    ],
    [
      "a port that is open to the internet",
      one("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", { cidrIpv4: "0.0.0.0/0" }),
      [
        "closed-ports: it: An ingress rule must name a security group or a narrower range than the whole internet.",
      ],
    ],
    [
      "rules inside a group",
      one("aws:ec2/securityGroup:SecurityGroup", { ingress: [] }),
      ["closed-ports: it: Rules must be resources of their own, where the pack can see them."],
    ],
    [
      "a public database",
      one("aws:rds/clusterInstance:ClusterInstance", {}),
      ["private-endpoints: it: publiclyAccessible must be false."],
    ],
    [
      "a function with a URL",
      one("aws:lambda/functionUrl:FunctionUrl", {}),
      ["private-endpoints: it: A function must not have a URL."],
    ],
    [
      "any action",
      one("aws:iam/rolePolicy:RolePolicy", {
        policy: policy({ Sid: "All", Effect: "Allow", Action: "s3:*", Resource: "arn" }),
      }),
      ["spelled-out-policies: it: All allows s3:*: name the actions."],
    ],
    [
      "any resource",
      one("aws:iam/policy:Policy", {
        policy: policy({ Sid: "All", Effect: "Allow", Action: ["s3:GetObject"], Resource: ["*"] }),
      }),
      [
        "spelled-out-policies: it: All allows s3:GetObject on everything: name the resources or set a condition.",
      ],
    ],
    [
      "a policy of AWS's",
      one("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
        policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
      }),
      [
        "spelled-out-policies: it: arn:aws:iam::aws:policy/AdministratorAccess is AWS's: write a policy of our own.",
      ],
    ],
    [
      "missing tags",
      one("aws:glue/job:Job", { tags: { project: "careplus" } }),
      ["tagged-resources: it: Tags are missing: stack, owner, managed-by, data-retention."],
    ],
    [
      "a log that is kept for ever",
      one("aws:cloudwatch/logGroup:LogGroup", { kmsKeyId: "k", retentionInDays: 0 }),
      ["limited-retention: it: retentionInDays must be set: 0 keeps the log for ever."],
    ],
    [
      "a function with an old runtime and no log group",
      one("aws:lambda/function:Function", {
        tags: KEPT,
        kmsKeyArn: "k",
        runtime: "nodejs20.x",
        architectures: ["arm64"],
      }),
      [
        "declared-logs: The function it logs to a group that the program does not declare.",
        "pinned-runtime: it: runtime must be nodejs24.x.",
      ],
    ],
    [
      "a NAT gateway",
      one("aws:ec2/natGateway:NatGateway", {}),
      ["no-nat: it: A NAT gateway must not be made: use an endpoint."],
    ],
    [
      "a VPC that makes NAT gateways by itself",
      one("awsx:ec2:Vpc", {}),
      ['no-nat: it: natGateways.strategy must be "None".'],
    ],
    [
      "unprotected data",
      one("aws:redshiftserverless/namespace:Namespace", { tags: KEPT, kmsKeyId: "k" }, false),
      ["guarded-data: it: The resource must be protected: its stack keeps its data."],
    ],
  ];

  for (const [what, subjects, violations] of bad) {
    it(`refuses ${what}`, () => {
      expect(violationsOf(subjects)).to.deep.equal(violations);
    });
  }

  it("lets a short-lived stack remove its data", () => {
    const disposable = { ...KEPT, "data-retention": "destroy" };

    expect(
      violationsOf(one("aws:kms/key:Key", { tags: disposable, enableKeyRotation: true }, false)),
    ).to.deep.equal([]);
  });
});
