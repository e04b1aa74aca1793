import { expect } from "chai";
import { inputsOf } from "./find";
import { type ProgramRun, programOf, stackFile } from "./program";

describe("the warehouse", () => {
  let dev: ProgramRun;

  before(async () => {
    dev = await programOf(stackFile("dev"));
  });

  it("keeps its administrator's password by itself, is encrypted, and logs who did what", () => {
    const { tags: _, ...namespace } =
      inputsOf(dev, "aws:redshiftserverless/namespace:Namespace").warehouse ?? {};

    expect(namespace).to.deep.equal({
      namespaceName: "careplus-dev-warehouse",
      dbName: "careplus",
      manageAdminPassword: true,
      adminPasswordSecretKmsKeyId: "Key(data).arn",
      kmsKeyId: "Key(data).arn",
      iamRoles: ["Role(warehouse-copy).arn"],
      defaultIamRoleArn: "Role(warehouse-copy).arn",
      logExports: ["userlog", "connectionlog", "useractivitylog"],
    });
  });

  it("is private, of the configured size, reached over TLS, and reads the lake through the VPC", () => {
    const workgroup = inputsOf(dev, "aws:redshiftserverless/workgroup:Workgroup").warehouse;

    expect(workgroup).to.deep.include({
      workgroupName: "careplus-dev-warehouse",
      namespaceName: "Namespace(warehouse).id",
      baseCapacity: 8,
      maxCapacity: 16,
      subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
      securityGroupIds: ["SecurityGroup(warehouse).id"],
      publiclyAccessible: false,
      enhancedVpcRouting: true,
    });
    expect(workgroup?.configParameters).to.deep.include({
      parameterKey: "require_ssl",
      parameterValue: "true",
    });
  });

  it("stops answering when the day's compute is used up", async () => {
    const prod = await programOf(stackFile("prod"));
    const limit = (run: ProgramRun): unknown =>
      inputsOf(run, "aws:redshiftserverless/usageLimit:UsageLimit")["daily-compute"];

    const common = {
      resourceArn: "Workgroup(warehouse).arn",
      usageType: "serverless-compute",
      period: "daily",
      breachAction: "deactivate",
    };
    expect(limit(dev)).to.deep.equal({ ...common, amount: 16 });
    expect(limit(prod)).to.deep.equal({ ...common, amount: 64 });
  });

  it("keeps its audit logs in groups that were there before it", () => {
    const groups = inputsOf(dev, "aws:cloudwatch/logGroup:LogGroup");

    for (const log of ["userlog", "connectionlog", "useractivitylog"])
      expect(groups[`warehouse-${log}`]).to.deep.include({
        name: `/aws/redshift/careplus-dev-warehouse/${log}`,
        retentionInDays: 30,
        kmsKeyId: "Key(data).arn",
      });
  });
});
