import { expect } from "chai";
import { loadRequest } from "../../../runtime/load/load-event";
import type { LoadBatch } from "../../../runtime/load/load-plan";
import { type Failures, type LoaderPorts, loadMessages } from "../../../runtime/load/load-requests";
import { formatTransformManifest, parseTransformManifest } from "../../../runtime/load/transform-manifest";
import type { QueueMessage } from "../../../runtime/queue/queue-message";
import { EXTRACTION, LOG_FILE } from "./transformed";

const MANIFESTS = {
  "manifests/tickets/run-1.json": formatTransformManifest(EXTRACTION),
  "manifests/logs/a.json": formatTransformManifest(LOG_FILE),
};
const message = (messageId: string, key: string): QueueMessage => ({
  messageId,
  body: JSON.stringify({ source: "aws.s3", detail: { bucket: { name: "processed" }, object: { key } } }),
  receiveCount: 1,
});
const idsOf = (failures: Failures): string[] => [...failures.keys()].map(({ messageId }) => messageId).sort();

class RecordedPorts implements LoaderPorts {
  readonly loaded: string[][] = [];
  readonly reports: string[] = [];
  readonly announced: number[] = [];

  constructor(private readonly refused: string = "nothing") {}

  readManifest = async (key: string) =>
    parseTransformManifest(key, MANIFESTS[key as keyof typeof MANIFESTS] ?? "");

  load = async (batch: LoadBatch) => {
    if (batch.some(({ dataset }) => dataset === this.refused)) throw new Error("Redshift is away");
    this.loaded.push(batch.map(({ sourceObject }) => sourceObject));
    return batch.map((object) => ({ ...object, loaded: object.counts.kept }));
  };

  announce = async (loaded: readonly { loaded: number }[]) => {
    this.announced.push(loaded.reduce((sum, object) => sum + object.loaded, 0));
  };

  report = (error: unknown, what: string) => {
    this.reports.push(`${what}: ${(error as Error).message}`);
  };
}

describe("load requests", () => {
  it("are loaded by dataset and announced; none comes again", async () => {
    const ports = new RecordedPorts();

    const failed = await loadMessages(
      [message("1", "manifests/tickets/run-1.json"), message("2", "manifests/logs/a.json")],
      ports,
    );

    expect(idsOf(failed)).to.deep.equal([]);
    expect(ports.loaded).to.deep.equal([["tickets/extract_date=2025-07-01/run-1"], ["logs/2025-07-01.log"]]);
    expect(ports.announced).to.deep.equal([2, 2]);
  });

  it("that are delivered twice are loaded once", async () => {
    const ports = new RecordedPorts();

    await loadMessages([message("1", "manifests/logs/a.json"), message("2", "manifests/logs/a.json")], ports);

    expect(ports.loaded).to.deep.equal([["logs/2025-07-01.log"]]);
  });

  it("that fail come again, with all deliveries, and keep no other back", async () => {
    const ports = new RecordedPorts("tickets");

    const failed = await loadMessages(
      [
        message("1", "manifests/tickets/run-1.json"),
        message("2", "manifests/tickets/run-1.json"),
        message("3", "manifests/logs/a.json"),
      ],
      ports,
    );

    expect(idsOf(failed)).to.deep.equal(["1", "2"]);
    expect(ports.loaded).to.deep.equal([["logs/2025-07-01.log"]]);
    expect(ports.reports).to.deep.equal(["tickets/extract_date=2025-07-01/run-1: Redshift is away"]);
  });

  it("that are no event of a manifest, or name one that cannot be read, fail by it", async () => {
    const ports = new RecordedPorts();

    const failed = await loadMessages(
      [
        { messageId: "1", body: "hello", receiveCount: 1 },
        message("2", "logs/x.parquet"),
        message("3", "manifests/logs/none.json"),
        message("4", "manifests/logs/a.json"),
      ],
      ports,
    );

    expect(idsOf(failed)).to.deep.equal(["1", "2", "3"]);
    expect(ports.reports).to.deep.equal([
      "1: The message 1 tells of no manifest.",
      "2: The message 2 tells of no manifest.",
      "manifests/logs/none.json: manifests/logs/none.json is no manifest of this version of the platform.",
    ]);
  });

  it("take the key from EventBridge as it is, which encodes nothing", () => {
    const request = loadRequest(message("1", "manifests/logs/a b+c%3D.json"));

    expect(request?.manifestKey).to.equal("manifests/logs/a b+c%3D.json");
  });

  it("that tell of a folder's marker, which Spark writes beside the first manifest, are worked off", async () => {
    const ports = new RecordedPorts();

    const failed = await loadMessages(
      [message("1", "manifests/tickets/"), message("2", "manifests/tickets_$folder$")],
      ports,
    );

    expect(idsOf(failed)).to.deep.equal([]);
    expect(ports.loaded).to.deep.equal([]);
    expect(ports.reports).to.deep.equal([]);
  });
});
