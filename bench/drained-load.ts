import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { bundleHandler } from "../infra/bundle";
import { LOADER_NODE_OPTIONS } from "../infra/node-options";
import { handler as transform } from "../runtime/handlers/transform-logs";
import { LoaderBed } from "../test/emulator/loader-bed";
import { logEntry, logFile } from "../test/fixtures/log-entries";

const ROOT = join(__dirname, "..");
/** Node 24 itself and not a launcher in front of it, whose memory would be measured instead. */
const NODE = join(ROOT, "node_modules/node/bin/node");
/** Messages of one delivery to the transformer. */
const DELIVERY = 10;

/**
 * Transforms small log objects, lets the loader drain the queue in a process of its own, as Lambda runs its bundle, and
 * gives what that took: seconds from start to end, and the highest resident memory of the process, Node included.
 */
export async function measureDrain(objects: number): Promise<Record<string, number>> {
  const bed = await LoaderBed.start();
  try {
    await bed.migrate();
    bed.buckets.onPut = (path) => {
      const [, key] = path.split("/processed/");
      if (key?.startsWith("manifests/"))
        bed.buckets.queue.put(JSON.stringify({ detail: { bucket: { name: "processed" }, object: { key } } }));
    };
    await transformObjects(bed, objects);
    const startedAt = performance.now();
    const rssMb = await drain({
      ...process.env,
      NODE_PATH: join(ROOT, "node_modules"),
      NODE_OPTIONS: LOADER_NODE_OPTIONS,
      QUEUE_URL: `${bed.buckets.endpoint}/000000000000/load-requests`,
    });
    const seconds = (performance.now() - startedAt) / 1_000;
    const [ledger] = await bed.query("select count(*) as loads, sum(loaded) as entries from ops.loads");
    if (Number(ledger?.loads) !== objects || Number(ledger?.entries) !== 2 * objects)
      throw new Error(`not all is loaded: ${JSON.stringify(ledger)}`);
    return { load_2000_objects_s: seconds, loader_rss_mb: rssMb };
  } finally {
    await bed.stop();
  }
}

async function transformObjects(bed: LoaderBed, objects: number): Promise<void> {
  const records = [];
  for (let object = 0; object < objects; object++) {
    const key = `logs/host-${object}.log`;
    const text = smallLog(object);
    const path = bed.lake.pathOf(`raw/${key}`);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    const detail = { bucket: { name: "raw" }, object: { key, size: Buffer.byteLength(text), etag: "v1" } };
    records.push({
      messageId: String(object),
      body: JSON.stringify({ detail }),
      attributes: { ApproximateReceiveCount: "1" },
    });
  }
  for (let first = 0; first < records.length; first += DELIVERY) {
    const { batchItemFailures } = await transform({ Records: records.slice(first, first + DELIVERY) });
    if (batchItemFailures.length > 0) throw new Error("a log object could not be transformed");
  }
}

/** Two entries that no other object has. */
export function smallLog(object: number): string {
  return logFile(logEntry({ ticketId: `TCKA${object}` }), logEntry({ ticketId: `TCKB${object}` }));
}

const DRAIN = `
const { handler } = require(process.argv[1]);
console.log = console.error = () => undefined;
handler({}, { getRemainingTimeInMillis: () => 900000 }).then(() =>
  process.stdout.write(String(process.resourceUsage().maxRSS / 1024)));
`;

/** @returns the highest resident memory of the loader's process, MB */
async function drain(env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(NODE, ["-e", DRAIN, join(ROOT, bundleHandler("load").path)], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`the loader ended with ${code}`);
  return Number(printed);
}
