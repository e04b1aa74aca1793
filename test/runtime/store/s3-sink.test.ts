import { randomBytes } from "node:crypto";
import { ListMultipartUploadsCommand } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { S3Sink } from "../../../runtime/store/s3-sink";
import { PlainEmulator } from "../../fixtures/plain-emulator";

describe("the lake in S3, written to", () => {
  let emulator: PlainEmulator;
  let sink: S3Sink;

  before(async () => {
    emulator = await PlainEmulator.start();
    await emulator.createBuckets("processed", "quarantine");
    sink = new S3Sink(emulator.s3, { processed: "processed", quarantine: "quarantine" });
  });
  after(() => emulator.stop());

  it("puts each zone into its bucket, and manifests beside what is processed", async () => {
    for (const key of ["processed/logs/a", "quarantine/logs/b", "manifests/logs/c"]) {
      const writer = await sink.create(key);
      await writer.write(Buffer.from(key));
      await writer.close();
    }

    expect((await emulator.get("processed", "logs/a")).toString()).to.equal("processed/logs/a");
    expect((await emulator.get("quarantine", "logs/b")).toString()).to.equal("quarantine/logs/b");
    expect((await emulator.get("processed", "manifests/logs/c")).toString()).to.equal("manifests/logs/c");
  });

  it("uploads a large object in parts, and shows it when it is closed", async () => {
    const content = randomBytes(20_000_000);
    const writer = await sink.create("processed/logs/large");
    for (let from = 0; from < content.length; from += 700_000)
      await writer.write(content.subarray(from, from + 700_000));
    const before = await emulator.keys("processed");
    await writer.close();

    expect(before).to.not.include("logs/large");
    expect((await emulator.get("processed", "logs/large")).equals(content)).to.equal(true);
  });

  it("leaves neither an object nor parts of one that is aborted", async () => {
    const writer = await sink.create("processed/logs/aborted");
    await writer.write(Buffer.alloc(9_000_000));
    await writer.abort();

    const { Uploads } = await emulator.s3.send(new ListMultipartUploadsCommand({ Bucket: "processed" }));
    expect(await emulator.keys("processed")).to.not.include("logs/aborted");
    expect(Uploads ?? []).to.deep.equal([]);
  });

  it("copies what it is given: the caller uses its buffer again", async () => {
    const buffer = Buffer.from("first ");
    const writer = await sink.create("processed/logs/reused");
    await writer.write(buffer);
    buffer.write("second");
    await writer.write(buffer);
    await writer.close();

    expect((await emulator.get("processed", "logs/reused")).toString()).to.equal("first second");
  });

  it("has no place for any other zone", async () => {
    const refused = await sink.create("raw/logs/a").catch((error: unknown) => error);

    expect(refused).to.have.property("code", "bad_key");
  });
});
