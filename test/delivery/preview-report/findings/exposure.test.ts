import { expect } from "chai";
import { exposure } from "../../../../delivery/preview-report/findings/exposure";
import { BUCKET, plain, step, update } from "../preview-text";

const BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const ALL_ON = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};

function policy(statement: object): { policy: string } {
  return { policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }) };
}

describe("exposure", () => {
  it("is a bucket policy for everybody", () => {
    const statement = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:b/*" };

    const found = exposure(step("create", BUCKET_POLICY, undefined, policy(statement)));

    expect(plain(found)).to.deep.equal([
      "**BucketPolicy** «it» («policy») is **public**: new, a statement: «s3:GetObject» on «arn:b/*» by «*»",
    ]);
  });

  it("is the loss of the condition that kept everybody out", () => {
    const statement = {
      Effect: "Allow",
      Principal: { AWS: "*" },
      Action: "s3:GetObject",
      Resource: "arn:b/*",
    };
    const held = { ...statement, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } };

    expect(exposure(update(BUCKET_POLICY, policy(held), policy(statement)))).to.have.length(1);
    expect(exposure(update(BUCKET_POLICY, policy(statement), policy(held)))).to.deep.equal([]);
    expect(exposure(update(BUCKET_POLICY, policy(statement), policy(statement)))).to.deep.equal([]);
  });

  it("is not kept off by a condition that anybody can meet", () => {
    const open = { Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" };
    const conditions = [
      { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } },
      { StringLike: { "aws:PrincipalArn": "*" } },
      { Bool: { "aws:SecureTransport": "true" } },
      { StringNotEquals: { "aws:SourceVpce": "vpce-1" } },
      { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-1" } },
    ];

    for (const Condition of conditions)
      expect(
        exposure(step("create", BUCKET_POLICY, undefined, policy({ ...open, Condition }))),
      ).to.have.length(1);
  });

  it("is a public-access block that is loosened, begun open, or taken away", () => {
    const loosened = exposure(update(BLOCK, ALL_ON, { ...ALL_ON, blockPublicPolicy: false }));
    const open = exposure(step("create", BLOCK, undefined, { ...ALL_ON, restrictPublicBuckets: undefined }));
    const gone = exposure(step("delete", BLOCK, { ...ALL_ON, bucket: "raw" }, undefined));

    expect(plain(loosened)).to.deep.equal([
      "**BucketPublicAccessBlock** «it» no longer keeps public access off: «blockPublicPolicy» off",
    ]);
    expect(open).to.have.length(1);
    expect(plain(gone)).to.deep.equal([
      "**BucketPublicAccessBlock** «it» goes: only its bucket's policy and access lists keep the public out",
    ]);
  });

  it("is a port that is open to the internet, in every form of a rule", () => {
    const rule = { fromPort: 3306, toPort: 3306 };
    const forms = [
      step("create", RULE, undefined, { ...rule, ipProtocol: "tcp", cidrIpv4: "0.0.0.0/0" }),
      update(
        RULE,
        { ...rule, ipProtocol: "tcp", cidrIpv4: "10.0.0.0/16" },
        { ...rule, ipProtocol: "tcp", cidrIpv4: "0.0.0.0/0" },
      ),
      update(GROUP, {}, { ingress: [{ ...rule, protocol: "tcp", cidrBlocks: ["10.0.0.0/8", "0.0.0.0/0"] }] }),
      step("create", "aws:ec2/securityGroupRule:SecurityGroupRule", undefined, {
        ...rule,
        type: "ingress",
        protocol: "tcp",
        cidrBlocks: ["0.0.0.0/0"],
      }),
    ];

    for (const form of forms)
      expect(plain(exposure(form))[0]).to.match(
        / is \*\*open to the internet\*\*: port «tcp 3306» from «0\.0\.0\.0\/0»$/,
      );
  });

  it("is half of the internet, all of IPv6, and every port", () => {
    const rule = (range: object) => step("create", RULE, undefined, { ipProtocol: "-1", ...range });

    expect(plain(exposure(rule({ cidrIpv4: "128.0.0.0/1" })))[0]).to.match(
      /every port from «128\.0\.0\.0\/1»$/,
    );
    expect(plain(exposure(rule({ cidrIpv6: "::/0" })))[0]).to.match(/every port from «::\/0»$/);
    expect(exposure(rule({ cidrIpv4: "10.0.0.0/8" }))).to.deep.equal([]);
  });

  it("is not an egress rule, nor an open rule that was open before", () => {
    const open = { ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0" };

    expect(exposure(update(RULE, open, { ...open, tags: {} }))).to.deep.equal([]);
    expect(
      exposure(update(GROUP, {}, { egress: [{ protocol: "-1", cidrBlocks: ["0.0.0.0/0"] }] })),
    ).to.deep.equal([]);
  });

  it("is a warehouse with a public address", () => {
    const type = "aws:redshiftserverless/workgroup:Workgroup";

    const found = exposure(update(type, { publiclyAccessible: false }, { publiclyAccessible: true }));

    expect(plain(found)).to.deep.equal([
      "**Workgroup** «it» gets a **public address**: «publiclyAccessible» is on",
    ]);
  });

  it("is a function's address without authorization, a public list, a route to the internet", () => {
    const url = step("create", "aws:lambda/functionUrl:FunctionUrl", undefined, {
      authorizationType: "NONE",
    });
    const acl = update(BUCKET, { acl: "private" }, { acl: "public-read" });
    const route = step("create", "aws:ec2/route:Route", undefined, {
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: "igw-1",
    });

    expect(plain([url, acl, route].flatMap(exposure))).to.deep.equal([
      "**FunctionUrl** «it» lets **anybody** call the function",
      "**Bucket** «it» is **public** by its access list «public-read»",
      "**Route** «it» is **open to the internet**: a route to a gateway for «0.0.0.0/0»",
    ]);
  });
});
