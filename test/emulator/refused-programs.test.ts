import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { PR_STACK } from "../infra/program";
import { deploy } from "./deploy";
import { Emulator } from "./emulator";

describe("a deployment on the emulator", function () {
  this.timeout(60_000);
  let emulator: Emulator;

  before(async () => {
    emulator = await Emulator.start();
  });

  after(() => emulator.stop());

  /** What a deployment of the program says when it fails. */
  async function refusal(program: () => unknown): Promise<string> {
    const ended = await deploy(emulator.clients, PR_STACK, program).then(
      () => "deployed",
      (error: Error) => error.message,
    );
    return ended;
  }

  it("fails for a type that has no creator", async () => {
    const said = await refusal(() => new aws.dynamodb.Table("state", { hashKey: "id" }));

    expect(said).to.equal("aws:dynamodb/table:Table state: no creator for this type");
  });

  it("fails for an input that no creator looks at", async () => {
    const said = await refusal(() => new aws.sqs.Queue("events", { name: "events", delaySeconds: 5 }));

    expect(said).to.equal("aws:sqs/queue:Queue events: inputs not carried to the emulator: delaySeconds");
  });

  it("fails for an invoke that it has no answer to", async () => {
    const said = await refusal(() => aws.getAvailabilityZones());

    expect(said).to.contain("aws:index/getAvailabilityZones:getAvailabilityZones: no answer for this invoke");
  });

  it("fails with what AWS says", async () => {
    const said = await refusal(() => new aws.s3.Bucket("raw", { bucket: "Not_A_Bucket" }));

    expect(said).to.match(/^aws:s3\/bucket:Bucket raw: .*valid/);
  });
});
