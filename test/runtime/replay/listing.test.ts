import { expect } from "chai";
import { logArrival } from "../../../runtime/logs/arrival";
import type { QueueRecord } from "../../../runtime/queue/queue-message";
import { extractionLines, logLines } from "../../../runtime/replay/listing";

const object = (number: number, sizeBytes = 1) => ({ key: `logs/${number}.log`, version: "v", sizeBytes });

const recordsOf = (line: string): readonly QueueRecord[] =>
  (JSON.parse(line) as { readonly Records: readonly QueueRecord[] }).Records;

describe("the listing of a replay", () => {
  it("gives the transformer ten log objects a call", () => {
    const lines = logLines(
      "raw",
      Array.from({ length: 21 }, (_, number) => object(number)),
    );

    expect(lines.map((line) => recordsOf(line).length)).to.deep.equal([10, 10, 1]);
  });

  it("gives it fewer when they are large, and a larger one alone", () => {
    const GIB = 1 << 30;
    const lines = logLines("raw", [
      object(1, GIB),
      object(2, GIB),
      object(3, 1),
      object(4, 3 * GIB),
      object(5),
    ]);

    expect(lines.map((line) => recordsOf(line).length)).to.deep.equal([2, 1, 1, 1]);
  });

  it("describes an object as its arrival did, received for the last time", () => {
    const [line = ""] = logLines("raw", [{ key: "logs/ä b.log", version: "v7", sizeBytes: 12 }]);
    const [record] = recordsOf(line);

    expect(record?.attributes).to.deep.equal({ ApproximateReceiveCount: "5" });
    expect(logArrival(record?.body ?? "")).to.deep.equal({
      bucket: "raw",
      key: "logs/ä b.log",
      sizeBytes: 12,
      version: "v7",
      versionId: "v7",
    });
  });

  it("gives the ticket job one extraction a run", () => {
    expect(extractionLines(["tickets/extract_date=2025-07-01/run1"])).to.deep.equal([
      '{"sourceObject":"tickets/extract_date=2025-07-01/run1"}',
    ]);
    expect(logLines("raw", [])).to.deep.equal([]);
  });
});
