import { expect } from "chai";
import { previewJson, reportOn, stepJson } from "../preview-text";

const WORKGROUP = "aws:redshiftserverless/workgroup:Workgroup";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const INTERFACE = { inputs: { vpcEndpointType: "Interface", subnetIds: ["a"] } };

describe("the cost in the report on a preview", () => {
  it("is told before and after, with the services that differ", async () => {
    const endpoint = stepJson("create", ENDPOINT, "logs", undefined, INTERFACE);
    const key = stepJson("delete", "aws:kms/key:Key", "data", { inputs: {} }, undefined);

    const text = await reportOn(previewJson([endpoint, key]));

    // 730 hours at 0.012 USD; a key at 1 USD.
    expect(text).to.contain("| idle | 1.00 | 8.76 | +7.76 |\n");
    expect(text).to.contain("\nVPC endpoints +8.76; KMS −1.00.\n");
  });

  it("counts what stays the same on both sides", async () => {
    const same = stepJson("same", ENDPOINT, "logs", INTERFACE, INTERFACE);
    const bucket = stepJson("update", "aws:ssm/x:X", "x", { inputs: {} }, { inputs: { a: 1 } });

    expect(await reportOn(previewJson([same, bucket]))).to.contain("| idle | 8.76 | 8.76 | 0.00 |\n");
  });

  it("says which resources have no price", async () => {
    const text = await reportOn(
      previewJson([stepJson("create", "aws:ec2/natGateway:NatGateway", "out", undefined, { inputs: {} })]),
    );

    expect(text).to.contain("\nWithout a price: `aws:ec2/natGateway:NatGateway out`.\n");
  });

  it("is not worked out for a region without prices", async () => {
    const steps = [stepJson("create", WORKGROUP, "warehouse", undefined, { inputs: {} })];

    const text = await reportOn(previewJson(steps, { config: { "aws:region": "us-east-1" } }));

    expect(text).to.contain(
      "\nNot worked out: there are no prices for `us-east-1`, only for eu-central-1.\n",
    );
  });

  it("does not keep the report from its readers where it cannot be worked out", async () => {
    const schedule = stepJson("create", "aws:scheduler/schedule:Schedule", "ticket-schedule", undefined, {
      inputs: { scheduleExpression: "cron(0 5 L * ? *)" },
    });

    const text = await reportOn(previewJson([schedule]));

    expect(text).to.contain(
      "\nNot worked out: `how often cron(0 5 L * ? *) fires a month is not known to the cost model`\n",
    );
    expect(text).to.contain("- create **Schedule** `ticket-schedule`\n");
  });
});
