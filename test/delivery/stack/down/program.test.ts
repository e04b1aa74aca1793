import { expect } from "chai";
import { deploy } from "../../../emulator/deploy";
import { emulatedStack } from "../../../emulator/deployed-stack";
import { until } from "../../../emulator/until";
import { logEntry, logFile } from "../../../fixtures/log-entries";
import { AwsBed } from "../aws-bed";
import { DISPOSABLE, TakenDown } from "./taken-down";

/** No ticket job runs here, so nothing is asked of it. */
const ANY_PORT = 3_306;
const RAW = "careplus-pr-7-raw-000000000000";
const PROCESSED = "careplus-pr-7-processed-000000000000";

describe("the real program, taken down after it has worked", function () {
  this.timeout(120_000);
  let bed: AwsBed;

  before(async () => {
    bed = await AwsBed.start();
  });

  after(() => bed?.stop());

  it("is found by the listings while it is there, and leaves nothing", async () => {
    const { config, secrets } = await emulatedStack(bed.emulator.clients, ANY_PORT);
    const released = { "careplus:dataRetention": "destroy", "careplus:destroyData": "true" };
    const setting = { stack: "pr-7", config: { ...config, ...released }, ...(secrets && { secrets }) };
    const deployment = await deploy(bed.emulator.clients, setting);
    const taken = new TakenDown(bed);
    taken.engine.know("pr-7", DISPOSABLE, [{ name: "all", delete: deployment.destroy }]);
    const { s3 } = bed.account.clients;
    await s3.putObject({ Bucket: RAW, Key: "logs/a.log", Body: logFile(logEntry({ ticketId: "TCK1" })) });
    await until("the processed object", async () => {
      const { Contents = [] } = await s3.listObjectsV2({ Bucket: PROCESSED, Prefix: "manifests/" });
      return Contents.length > 0 || undefined;
    });
    const before = await taken.left();

    const fault = await taken.run();

    expect(fault?.message).to.equal(undefined);
    expect(before).to.have.length.above(60);
    expect(await taken.left()).to.deep.equal([]);
  });
});
