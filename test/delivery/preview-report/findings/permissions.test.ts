import { expect } from "chai";
import { permissions } from "../../../../delivery/preview-report/findings/permissions";
import { plain, step, update } from "../preview-text";

const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

function policy(...Statement: object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

const READ = { Sid: "Read", Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::raw/*"] };

describe("permissions", () => {
  it("tell of one action that a statement gains", () => {
    const wider = { ...READ, Action: ["s3:GetObject", "s3:DeleteObject"] };

    const found = permissions(update(ROLE_POLICY, { policy: policy(READ) }, { policy: policy(wider) }));

    expect(plain(found)).to.deep.equal([
      "**RolePolicy** «it» («policy»): widened, statement «Read»: + actions «s3:DeleteObject»; it now allows " +
        "«s3:GetObject», «s3:DeleteObject» on «arn:aws:s3:::raw/*»",
    ]);
  });

  it("tell of each statement of a new policy, with its conditions", () => {
    const held = { ...READ, Condition: { StringEquals: { "kms:ViaService": "s3.amazonaws.com" } } };

    const found = permissions(step("create", ROLE_POLICY, undefined, { policy: policy(held) }));

    expect(plain(found)).to.deep.equal([
      "**RolePolicy** «it» («policy»): new, statement «Read»: «s3:GetObject» on «arn:aws:s3:::raw/*» where " +
        "«StringEquals kms:viaservice» «s3.amazonaws.com»",
    ]);
  });

  it("tell of a lost condition and of one more who may take a role", () => {
    const trust = (Service: string, Condition?: object): object => ({
      Effect: "Allow",
      Principal: { Service },
      Action: "sts:AssumeRole",
      ...(Condition && { Condition }),
    });
    const before = policy(
      trust("glue.amazonaws.com", { StringEquals: { "aws:SourceAccount": "111122223333" } }),
    );

    const found = permissions(
      update(ROLE, { assumeRolePolicy: before }, { assumeRolePolicy: policy(trust("glue.amazonaws.com")) }),
    );

    expect(plain(found)).to.deep.equal([
      "**Role** «it» («assumeRolePolicy»): widened, a statement: − condition «StringEquals aws:sourceaccount» " +
        "«111122223333»; it now allows «sts:AssumeRole» by «Service:glue.amazonaws.com»",
    ]);
  });

  it("tell of a policy inside of a role and of managed policies", () => {
    const found = permissions(
      update(
        ROLE,
        { managedPolicyArns: ["arn:a"] },
        {
          managedPolicyArns: ["arn:a", "arn:aws:iam::aws:policy/AdministratorAccess"],
          inlinePolicies: [{ policy: policy(READ) }],
        },
      ),
    );

    expect(plain(found)).to.deep.equal([
      "**Role** «it» («inlinePolicies[0].policy»): new, statement «Read»: «s3:GetObject» on «arn:aws:s3:::raw/*»",
      "**Role** «it»: attached, managed policy «arn:aws:iam::aws:policy/AdministratorAccess»",
    ]);
  });

  it("tell of a new attachment", () => {
    const type = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

    const found = permissions(step("create", type, undefined, { role: "r", policyArn: "arn:p" }));

    expect(plain(found)).to.deep.equal(["**RolePolicyAttachment** «it»: attached, managed policy «arn:p»"]);
  });

  it("tell of a boundary that is gone", () => {
    expect(plain(permissions(update(ROLE, { permissionsBoundary: "arn:b" }, {})))).to.deep.equal([
      "**Role** «it»: its **permissions boundary** is another or gone",
    ]);
  });

  it("tell of a refusal that goes with its policy", () => {
    const deny = {
      Sid: "Tls",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: "arn:b",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    };
    const type = "aws:s3/bucketPolicy:BucketPolicy";

    const found = permissions(step("delete", type, { bucket: "raw", policy: policy(deny) }, undefined));

    expect(plain(found)).to.deep.equal([
      "**BucketPolicy** «it» goes: no longer **denies** as before: «s3:*» on «arn:b» by «*» where " +
        "«Bool aws:securetransport» «false» (statement «Tls»)",
    ]);
    expect(found[0]?.guarded).to.equal("raw");
  });

  it("say that a policy cannot be compared before deployment", () => {
    const found = permissions(update(ROLE_POLICY, { policy: policy(READ) }, { policy: UNKNOWN }));

    expect(plain(found)).to.deep.equal([
      "**RolePolicy** «it» («policy»): its statements are **known only after deployment**, so they cannot be compared here",
    ]);
  });

  it("say the same of a policy that is secret", () => {
    const found = permissions(update(ROLE_POLICY, { policy: policy(READ) }, { policy: "[secret]" }));

    expect(plain(found)).to.deep.equal([
      "**RolePolicy** «it» («policy»): its statements are **secret**, so they cannot be compared here",
    ]);
  });

  it("tell of a function that another account may call", () => {
    const type = "aws:lambda/permission:Permission";

    const found = permissions(
      step("create", type, undefined, {
        action: "lambda:InvokeFunction",
        function: "loader",
        principal: "444455556666",
      }),
    );

    expect(plain(found)).to.deep.equal([
      "**Permission** «it» («permission»): new, a statement: «lambda:InvokeFunction» on «loader» by " +
        "«AWS:arn:aws:iam::444455556666:root»",
    ]);
  });

  it("tell of a key that never expires", () => {
    expect(
      plain(permissions(step("create", "aws:iam/accessKey:AccessKey", undefined, { user: "u" }))),
    ).to.deep.equal(["**AccessKey** «it» is new and is a key that never expires"]);
  });

  it("are silent about other policies and about a policy that stays as it was", () => {
    const queue = "aws:sqs/queue:Queue";

    expect(permissions(update(queue, { redrivePolicy: "{}" }, { redrivePolicy: UNKNOWN }))).to.deep.equal([]);
    expect(
      permissions(update(ROLE_POLICY, { policy: policy(READ) }, { policy: policy(READ) })),
    ).to.deep.equal([]);
  });
});
