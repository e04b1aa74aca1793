import { existsSync, readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type LoadEvent, handler as load } from "../../runtime/handlers/load";
import { handler as transform } from "../../runtime/handlers/transform-logs";
import { LoaderBed } from "../emulator/loader-bed";
import { QueueDouble, type QueuedMessage } from "../emulator/queue-double";
import type { CallFault } from "./call-fault";
import type { Chance } from "./chance";
import { Cloud, type Work } from "./cloud";
import type { LogVersion } from "./log-history";
import { type Extraction, putExtraction } from "./ticket-history";
import type { TicketJob } from "./ticket-job";

const CONTEXT = { getRemainingTimeInMillis: () => 600_000 };

/**
 * The platform's handlers in this process, in front of doubles of AWS. Queues deliver at least once and in any order;
 * what befalls each run of a function is said by whoever starts it.
 */
export class FaultBed {
  readonly arrivals = new QueueDouble();
  /** Bodies of all events that there ever were. */
  readonly events = { arrivals: [] as string[], loads: [] as string[] };
  private readonly manifests = new Map<string, string>();
  private transformations = 0;
  private chance: Chance | undefined;

  private constructor(
    readonly doubles: LoaderBed,
    private readonly cloud: Cloud,
  ) {}

  static async start(): Promise<FaultBed> {
    const doubles = await LoaderBed.start();
    Object.assign(process.env, { QUEUE_URL: `${doubles.buckets.endpoint}/000000000000/load-requests` });
    await doubles.migrate();
    const cloud = new Cloud();
    cloud.takeOver();
    const bed = new FaultBed(doubles, cloud);
    doubles.buckets.onPut = (path) => {
      const [, key] = path.split("/processed/");
      if (key?.startsWith("manifests/")) bed.tellOfManifest(key);
    };
    return bed;
  }

  async stop(): Promise<void> {
    this.cloud.giveBack();
    await this.doubles.stop();
  }

  get loads(): QueueDouble {
    return this.doubles.buckets.queue;
  }

  private get lakeDir(): string {
    return join(this.doubles.lake.stateDir, "lake");
  }

  /** Empties everything for another history. */
  async reset(chance: Chance): Promise<void> {
    const { buckets, redshift, said } = this.doubles;
    await this.cloud.run([], chance);
    await redshift.empty();
    await rm(this.lakeDir, { recursive: true, force: true });
    await mkdir(this.lakeDir);
    this.arrivals.clear();
    this.loads.clear();
    this.manifests.clear();
    this.events.arrivals.length = this.events.loads.length = buckets.putAside.length = said.length = 0;
    this.chance = chance;
  }

  async put({ key, version, bytes }: LogVersion): Promise<void> {
    const path = join(this.lakeDir, "raw", `${key}@${version}`);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
    const object = { key, size: bytes.length, etag: "none", "version-id": version };
    this.tell("arrivals", JSON.stringify({ detail: { bucket: { name: "raw" }, object } }));
  }

  async putExtraction(extraction: Extraction): Promise<void> {
    await putExtraction(this.lakeDir, extraction);
  }

  /** @returns whether the job came to its end */
  async transformTickets(job: TicketJob, extraction: Extraction, diesAt?: number): Promise<boolean> {
    const now = new Date(Date.UTC(2025, 8, 1, 0, 0, ++this.transformations));
    const hasEnded = await job.run(this.lakeDir, extraction, now, diesAt);
    const key = `manifests/tickets/${extraction.manifest.runId}.json`;
    const path = join(this.lakeDir, "processed", key);
    const text = existsSync(path) ? readFileSync(path, "utf8") : undefined;
    if (text !== undefined && text !== this.manifests.get(key)) {
      this.manifests.set(key, text);
      this.tellOfManifest(key);
    }
    return hasEnded;
  }

  /** Runs functions beside one another, then takes off the queues what they have done. */
  async run(works: readonly Work[]): Promise<void> {
    await this.cloud.run(works, this.requireChance());
  }

  transformLogs(most: number, fault?: CallFault): Work {
    return this.work(this.arrivals, most, async (Records) => transform({ Records }), fault);
  }

  load(most: number, fault?: CallFault): Work {
    return this.work(this.loads, most, async (Records) => load({ Records }, CONTEXT), fault);
  }

  /** The loader as its schedule starts it: it takes from the queue by itself. */
  drain(fault?: CallFault): Work {
    const event: LoadEvent = {};
    return { start: async () => void (await load(event, CONTEXT)), fault };
  }

  /** A person looks at what was put aside and sends it back. */
  redrive(): void {
    for (const { body } of this.doubles.buckets.putAside.splice(0))
      (body.includes('"raw"') ? this.arrivals : this.loads).put(body);
  }

  /** What Lambda's event source does. */
  private work(
    queue: QueueDouble,
    most: number,
    handler: (records: Record[]) => Promise<{ batchItemFailures: readonly { itemIdentifier: string }[] }>,
    fault: CallFault | undefined,
  ): Work {
    const chance = this.requireChance();
    const messages = chance.some(queue.visible, most);
    for (const message of messages) queue.take(message);
    // The delete of what was worked off may be lost.
    const isForgetful = chance.isOneIn(8);
    const start = async (): Promise<void> => {
      const { batchItemFailures } = await handler(messages.map(recordOf));
      const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      const done = messages.filter(({ id }) => !failed.has(id));
      if (!isForgetful) queue.delete(new Set(done.map(({ id }) => id)));
    };
    return { start, fault };
  }

  private tellOfManifest(key: string): void {
    this.tell("loads", JSON.stringify({ detail: { bucket: { name: "processed" }, object: { key } } }));
  }

  /** Once, or twice. */
  private tell(queue: "arrivals" | "loads", body: string): void {
    this.events[queue].push(body);
    this[queue].put(body);
    if (this.requireChance().isOneIn(4)) this[queue].put(body);
  }

  private requireChance(): Chance {
    if (this.chance === undefined) throw new Error("no history has begun");
    return this.chance;
  }
}

interface Record {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: { readonly ApproximateReceiveCount: string };
}

function recordOf({ id, body, receiveCount }: QueuedMessage): Record {
  return { messageId: id, body, attributes: { ApproximateReceiveCount: String(receiveCount) } };
}
