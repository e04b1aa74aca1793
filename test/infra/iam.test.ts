import { expect } from "chai";
import { EXPECTED_POLICIES } from "./expected-policies";
import { subjectOf } from "./find";
import { FULL_STACK } from "./full-stack";
import { policyLines } from "./policy-lines";
import { type Declared, PR_STACK, type ProgramRun, programOf, stackFile } from "./program";

describe("policies", () => {
  let dev: ProgramRun;

  before(async () => {
    dev = await programOf(stackFile("dev"));
  });

  /** What each policy says but those of buckets, by whose it is; written as if the stack were called dev. */
  function policiesOf({ resources }: ProgramRun): Record<string, string[]> {
    const withPolicy = resources.filter(
      ({ type, inputs }) => inputs.policy !== undefined && !type.includes("bucketPolicy"),
    );
    return Object.fromEntries(
      withPolicy.map((resource) => [
        subjectOf(resource),
        policyLines(String(resource.inputs.policy).replaceAll(/careplus([-_])prod/g, "careplus$1dev")),
      ]),
    );
  }

  it("are exactly those that were reviewed", async () => {
    expect(policiesOf(await programOf(FULL_STACK))).to.deep.equal(EXPECTED_POLICIES);
  });

  it("of a stack with an existing source and network differ from those in nothing else", async () => {
    const prod = policiesOf(await programOf(stackFile("prod")));

    const differing = Object.entries(prod).filter(
      ([subject, lines]) => JSON.stringify(lines) !== JSON.stringify(EXPECTED_POLICIES[subject]),
    );
    const absent = Object.keys(EXPECTED_POLICIES).filter((subject) => !(subject in prod));
    // Of the database's secret, which is the owner's; the loads are started by a schedule.
    const withSecret = (subject: string): [string, string[]] => [
      subject,
      (EXPECTED_POLICIES[subject] ?? []).map((line) =>
        line.replace(
          "Cluster(mysql).secretArn",
          "arn:aws:secretsmanager:eu-central-1:111122223333:secret:careplus/mysql-??????",
        ),
      ),
    ];
    expect(Object.fromEntries(differing)).to.deep.equal(
      Object.fromEntries([
        withSecret("RolePolicy(extract-tickets)"),
        withSecret("RolePolicy(source-crawler)"),
        ["RolePolicy(load-schedule)", ["Allow lambda:InvokeFunction on Function(loader).arn"]],
      ]),
    );
    expect(absent).to.deep.equal([
      "QueuePolicy(refresh-requests)",
      "QueuePolicy(refresh-requests-dead)",
      "RolePolicy(flow-log)",
      "RolePolicy(refresh)",
      "RolePolicy(seed)",
    ]);
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
