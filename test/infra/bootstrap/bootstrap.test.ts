import { expect } from "chai";
import { programOf, type StackSetting } from "../../../delivery/program/recorded-program";
import { find } from "../find";
import { policyLines } from "../policy-lines";

const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";

function setting(config: Readonly<Record<string, string>> = {}): StackSetting {
  return {
    stack: "main",
    program: { project: "careplus-bootstrap", file: "infra/bootstrap/index.ts" },
    config: { "aws:region": "eu-central-1", "careplus-bootstrap:repository": "example/careplus", ...config },
  };
}

describe("the bootstrap program", () => {
  it("makes a role for each environment, which only jobs of that environment and repository can take", async () => {
    const { resources } = await programOf(setting());

    const trusts = resources
      .filter(({ type }) => type === ROLE)
      .map(({ name, inputs }) => `${name}: ${policyLines(inputs.assumeRolePolicy).join("; ")}`);

    expect(trusts).to.have.members(
      ["preview", "dev", "short-lived", "prod-preview", "prod"].map(
        (name) =>
          `${name}: Allow sts:AssumeRoleWithWebIdentity for OpenIdConnectProvider(github).arn when ` +
          `{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com",` +
          `"token.actions.githubusercontent.com:sub":"repo:example/careplus:environment:${name}"}}`,
      ),
    );
  });

  it("lets a preview read resources and dev's state, and no data", async () => {
    const run = await programOf(setting());

    const attached = run.resources.filter(({ type }) => type.endsWith(":RolePolicyAttachment"));
    const state = policyLines(find(run, ROLE_POLICY, "preview-state").inputs.policy);
    const data = policyLines(find(run, ROLE_POLICY, "preview-data").inputs.policy);

    expect(attached.map(({ name, inputs }) => `${name} ${inputs.policyArn}`)).to.have.members([
      "preview arn:aws:iam::aws:policy/ReadOnlyAccess",
      "prod-preview arn:aws:iam::aws:policy/ReadOnlyAccess",
    ]);
    expect(state).to.deep.equal([
      "Allow s3:ListBucket on Bucket(state).arn",
      "Allow s3:GetObject on Bucket(state).arn/.pulumi/meta.yaml Bucket(state).arn/.pulumi/Pulumi.yaml",
      "Allow s3:GetObject on Bucket(state).arn/.pulumi/stacks/careplus/dev.json* " +
        "Bucket(state).arn/.pulumi/history/careplus/dev/* Bucket(state).arn/.pulumi/backups/careplus/dev/* " +
        "Bucket(state).arn/.pulumi/locks/organization/careplus/dev/*",
      "Allow kms:Decrypt on Key(state).arn",
    ]);
    expect(data.join("\n")).to.match(
      /^Deny s3:GetObject s3:GetObjectVersion on arn:\*:s3:::careplus-\*-raw-\*\/\*/,
    );
    for (const action of ["redshift-data:*", "logs:GetLogEvents", "sqs:ReceiveMessage"])
      expect(data[1]).to.contain(action);
  });

  it("lets the check for drift read the stack's own secrets and settings, and no other password", async () => {
    const run = await programOf(setting());

    const settings = policyLines(find(run, ROLE_POLICY, "prod-preview-settings").inputs.policy);
    const data = policyLines(find(run, ROLE_POLICY, "prod-preview-data").inputs.policy);

    expect(settings).to.deep.equal([
      "Allow secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-central-1:111122223333:secret:careplus-prod-*",
      "Allow kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/* when " +
        '{"StringEquals":{"kms:ViaService":["lambda.eu-central-1.amazonaws.com","s3.eu-central-1.amazonaws.com",' +
        '"secretsmanager.eu-central-1.amazonaws.com"]},' +
        '"ForAnyValue:StringLike":{"kms:ResourceAliases":"alias/careplus-prod-*"}}',
    ]);
    expect(data[2]).to.equal(
      "Deny glue:GetConnection secretsmanager:GetSecretValue on all but " +
        "arn:aws:secretsmanager:eu-central-1:111122223333:secret:careplus-prod-* " +
        "arn:aws:glue:eu-central-1:111122223333:catalog " +
        "arn:aws:glue:eu-central-1:111122223333:connection/careplus-prod-*",
    );
  });

  it("holds a deploying role to its own stacks wherever names allow it", async () => {
    const run = await programOf(setting());

    const named = ["named", "passwords", "roles", "state"].flatMap((subject) =>
      statements(find(run, ROLE_POLICY, `short-lived-${subject}`).inputs.policy),
    );

    expect(named.length).to.be.greaterThan(15);
    for (const { Sid, Resource } of named.filter(({ Sid }) => !EVERY_STACK.includes(Sid)))
      for (const resource of Resource)
        expect(resource, Sid).to.match(
          /careplus[-_/]pr[-_]\*|careplus\/pr-\*|\/short-lived\/\.pulumi\/\*$|catalog$/,
        );
  });

  it("holds what has no name to the region", async () => {
    const run = await programOf(setting());

    for (const { Sid, Resource, Condition } of statements(
      find(run, ROLE_POLICY, "prod-unnamed").inputs.policy,
    ))
      if (Resource.includes("*"))
        expect(Condition, Sid).to.deep.equal({ StringEquals: { "aws:RequestedRegion": "eu-central-1" } });
  });

  it("never lets a deploying role change the roles of the environments or the state of others", async () => {
    const run = await programOf(setting());

    for (const environment of ["dev", "short-lived", "prod"])
      for (const subject of ["named", "passwords", "roles", "unnamed", "state"]) {
        const policy = String(find(run, ROLE_POLICY, `${environment}-${subject}`).inputs.policy);

        expect(policy, `${environment} ${subject}`).not.to.contain("careplus-delivery");
        expect(policy, `${environment} ${subject}`).not.to.contain("careplus-*");
      }
  });

  it("stays below the 10,240 characters that the policies of one role may have", async () => {
    const { resources } = await programOf(setting());

    for (const { name } of resources.filter(({ type }) => type === ROLE)) {
      const policies = resources.filter(
        ({ type, inputs }) => type === ROLE_POLICY && inputs.role === roleName(name),
      );
      const characters = policies.reduce(
        (sum, { inputs }) => sum + String(inputs.policy).replace(/\s/g, "").length,
        0,
      );

      expect(policies.length, name).to.be.greaterThan(1);
      expect(characters, name).to.be.within(500, 9_500);
    }
  });

  it("keeps every version of the state for a while, encrypted and protected", async () => {
    const run = await programOf(setting());

    expect(find(run, "aws:s3/bucket:Bucket", "state").isProtected).to.equal(true);
    expect(find(run, "aws:kms/key:Key", "state").isProtected).to.equal(true);
    expect(
      find(run, "aws:s3/bucketVersioning:BucketVersioning", "state").inputs.versioningConfiguration,
    ).to.deep.equal({
      status: "Enabled",
    });
    expect(run.outputs).to.include({
      stateUrl: "s3://careplus-delivery-state-111122223333?region=eu-central-1&awssdk=v2",
      secretsProvider: "awskms://alias/careplus-delivery-state?region=eu-central-1",
    });
  });

  it("keeps the state of short-lived stacks in a folder of their own, which is all that their role has of the bucket", async () => {
    const run = await programOf(setting());

    const state = policyLines(find(run, ROLE_POLICY, "short-lived-state").inputs.policy);

    expect(state).to.deep.equal([
      "Allow s3:ListBucket on Bucket(state).arn",
      "Allow s3:GetObject s3:PutObject s3:DeleteObject on Bucket(state).arn/short-lived/.pulumi/*",
      "Allow kms:Decrypt kms:Encrypt kms:GenerateDataKey on Key(state).arn",
    ]);
  });

  it("gives the variables of each environment on GitHub", async () => {
    const { outputs } = await programOf(setting());

    const variables = outputs.variables as Record<string, Record<string, string>>;
    expect(Object.keys(variables)).to.deep.equal(["preview", "dev", "short-lived", "prod-preview", "prod"]);
    expect(variables.prod).to.deep.equal({
      AWS_ROLE: "Role(prod).arn",
      AWS_REGION: "eu-central-1",
      STATE_URL: "s3://careplus-delivery-state-111122223333?region=eu-central-1&awssdk=v2",
    });
    expect(variables["short-lived"]?.STATE_URL).to.equal(
      "s3://careplus-delivery-state-111122223333/short-lived?region=eu-central-1&awssdk=v2",
    );
  });

  it("makes the roles of some environments only, and takes the provider that an account has", async () => {
    const identityProviderArn = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";

    const { resources } = await programOf(
      setting({
        "careplus-bootstrap:environments": "prod-preview, prod",
        "careplus-bootstrap:identityProviderArn": identityProviderArn,
      }),
    );

    const roles = resources.filter(({ type }) => type === ROLE);
    expect(roles.map(({ name }) => name)).to.have.members(["prod-preview", "prod"]);
    expect(resources.some(({ type }) => type.endsWith(":OpenIdConnectProvider"))).to.equal(false);
    expect(String(roles[0]?.inputs.assumeRolePolicy)).to.contain(identityProviderArn);
  });

  for (const [key, value, sentence] of [
    [
      "repository",
      "careplus",
      'careplus-bootstrap:repository is "careplus": it must be "owner/name" of the repository on GitHub.',
    ],
    [
      "repository",
      "example/*",
      'careplus-bootstrap:repository is "example/*": it must be "owner/name" of the repository on GitHub.',
    ],
    [
      "environments",
      "dev,staging",
      'careplus-bootstrap:environments is "staging": it must be some of preview, dev, short-lived, prod-preview, prod, with commas between.',
    ],
    [
      "identityProviderArn",
      "arn:aws:iam::1:oidc-provider/x",
      'careplus-bootstrap:identityProviderArn is "arn:aws:iam::1:oidc-provider/x": it must be the ARN of the account\'s provider token.actions.githubusercontent.com.',
    ],
  ] as const) {
    it(`refuses ${value} for ${key} in one sentence`, async () => {
      const message = await programOf(setting({ [`careplus-bootstrap:${key}`]: value })).then(
        () => "none",
        (error: Error) => error.message,
      );

      expect(message).to.equal(sentence);
    });
  }
});

/** Statements about what all stacks of the account share. */
const EVERY_STACK = [
  "ListStates",
  "ReadSettings",
  "UseStateKey",
  "ServiceRoles",
  "FindNames",
  "MakePasswords",
  "ReadPasswords",
  "DrawPasswords",
];

interface Statement {
  readonly Sid: string;
  readonly Resource: readonly string[];
  readonly Condition?: object;
}

function statements(policy: unknown): readonly Statement[] {
  return (JSON.parse(String(policy)) as { Statement: Statement[] }).Statement;
}

function roleName(name: string): string {
  return `careplus-delivery-${name}`;
}
