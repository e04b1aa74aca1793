import { expect } from "chai";
import { EXPECTED_POLICIES } from "./expected-policies";
import { find, subjectOf } from "./find";
import { policyLines } from "./policy-lines";
import { type Declared, PR_STACK, type ProgramRun, programOf, stackFile } from "./program";

describe("policies", () => {
  let dev: ProgramRun;

  before(async () => {
    dev = await programOf(stackFile("dev"));
  });

  it("are exactly those that were reviewed", () => {
    const withPolicy = dev.resources.filter(
      ({ type, inputs }) => inputs.policy !== undefined && !type.includes("bucketPolicy"),
    );

    const found = Object.fromEntries(
      withPolicy.map((resource) => [subjectOf(resource), policyLines(resource.inputs.policy)]),
    );

    expect(found).to.deep.equal(EXPECTED_POLICIES);
  });

  it("of buckets refuse what comes without TLS, and take access logs where those go", () => {
    const found = dev.resources
      .filter(({ type }) => type.includes("bucketPolicy"))
      .map((bucket) => [bucket.name, policyLines(bucket.inputs.policy)]);

    const tlsOnly = (name: string): string =>
      `Deny s3:* on Bucket(${name}).arn Bucket(${name}).arn/* for * when {"Bool":{"aws:SecureTransport":"false"}}`;
    const acceptLogs =
      'Allow s3:PutObject on Bucket(access-logs).arn/* for logging.s3.amazonaws.com when {"StringEquals":{"aws:SourceAccount":"111122223333"}}';
    expect(Object.fromEntries(found)).to.deep.equal({
      raw: [tlsOnly("raw")],
      processed: [tlsOnly("processed")],
      quarantine: [tlsOnly("quarantine")],
      code: [tlsOnly("code")],
      results: [tlsOnly("results")],
      "access-logs": [tlsOnly("access-logs"), acceptLogs],
    });
  });

  it("of a loader that runs every N minutes differ from one on arrival in nothing", async () => {
    const prod = await programOf(stackFile("prod"));
    const policy = (run: ProgramRun): string[] =>
      policyLines(find(run, "aws:iam/rolePolicy:RolePolicy", "loader").inputs.policy);

    expect(policy(prod)).to.deep.equal(policy(dev));
  });

  it("name an existing secret of the ticket source by its name, with the six characters that AWS adds", async () => {
    const prod = await programOf(stackFile("prod"));

    const lines = policyLines(find(prod, "aws:iam/rolePolicy:RolePolicy", "extract-tickets").inputs.policy);

    expect(lines).to.include(
      "Allow secretsmanager:GetSecretValue secretsmanager:DescribeSecret on arn:aws:secretsmanager:eu-central-1:111122223333:secret:careplus/mysql-??????",
    );
  });
});

describe("roles", () => {
  const trusted: Readonly<Record<string, string>> = {
    "extract-tickets": "glue.amazonaws.com",
    "flow-log": "vpc-flow-logs.amazonaws.com",
    loader: "lambda.amazonaws.com",
    "log-transformer": "lambda.amazonaws.com",
    "log-upload": "arn:aws:iam::111122223333:root",
    migrate: "lambda.amazonaws.com",
    "raw-crawler": "glue.amazonaws.com",
    reconciler: "lambda.amazonaws.com",
    replay: "states.amazonaws.com",
    "replay-chooser": "lambda.amazonaws.com",
    seed: "lambda.amazonaws.com",
    "source-crawler": "glue.amazonaws.com",
    "ticket-flow": "states.amazonaws.com",
    "ticket-schedule": "scheduler.amazonaws.com",
    "transform-tickets": "glue.amazonaws.com",
    "warehouse-copy": "redshift.amazonaws.com,redshift-serverless.amazonaws.com",
  };

  it("are taken by the service that each is for, and by nobody else", async () => {
    const { resources } = await programOf(PR_STACK);
    const roles = resources.filter(({ type }) => type === "aws:iam/role:Role");

    const found = Object.fromEntries(roles.map((role) => [role.name, principals(role)]));

    expect(found).to.deep.equal(trusted);
  });

  it("have one policy each, their own, and none of AWS's", async () => {
    const { resources } = await programOf(PR_STACK);
    const of = (type: string): Declared[] => resources.filter((resource) => resource.type === type);

    const owners = of("aws:iam/rolePolicy:RolePolicy").map(({ name, inputs }) => [name, inputs.role]);
    const attached = of("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => inputs);

    for (const [name, role] of owners) expect(role).to.equal(`Role(${String(name)}).id`);
    expect(owners).to.have.length(Object.keys(trusted).length - 1);
    expect(attached).to.deep.equal([{ role: "Role(log-upload).id", policyArn: "Policy(log-upload).arn" }]);
  });
});

function principals({ inputs }: Declared): string {
  const { Statement } = JSON.parse(String(inputs.assumeRolePolicy)) as {
    Statement: { Principal: Record<string, unknown> }[];
  };
  return Statement.flatMap(({ Principal }) => Object.values(Principal)).join(",");
}
