import { deploy } from "../test/emulator/deploy";
import { emulatedStack } from "../test/emulator/deployed-stack";
import { Emulator } from "../test/emulator/emulator";
import { warehouseRows } from "../test/emulator/warehouse-rows";
import { until } from "../test/fixtures/until";
import { smallLog } from "./drained-load";

const RAW = "careplus-dev-raw-000000000000";
/** No ticket job runs, so nothing is asked of it. */
const ANY_PORT = 3_306;
const SINGLE_PUTS = 7;
const LIMIT_MS = 600_000;
const PUTS_AT_ONCE = 16;

/**
 * Puts log objects into the raw zone of the deployed program and waits for their rows: one after the other, where the
 * median counts (the emulator does not wait for a batching window), then many at once.
 */
export async function measureEmulatedLoads(objects: number): Promise<Record<string, number>> {
  const emulator = await Emulator.start();
  try {
    await deploy(emulator.clients, await emulatedStack(emulator.clients, ANY_PORT));
    const single: number[] = [];
    // The first starts the functions' processes.
    for (let put = 0; put <= SINGLE_PUTS; put++) single.push(await timeObjects(emulator, [`single-${put}`]));
    const sorted = single.slice(1).sort((left, right) => left - right);
    const names = Array.from({ length: objects }, (_, object) => `many-${object}`);
    const manyMs = await timeObjects(emulator, names);
    return {
      put_to_row_ms: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
      first_put_to_row_ms: single[0] ?? Number.NaN,
      through_2000_objects_s: manyMs / 1_000,
    };
  } finally {
    await emulator.stop();
  }
}

/** Milliseconds from the first put until the warehouse has the rows of all. */
async function timeObjects(emulator: Emulator, names: readonly string[]): Promise<number> {
  const before = await entries(emulator);
  const startedAt = performance.now();
  for (let first = 0; first < names.length; first += PUTS_AT_ONCE)
    await Promise.all(
      names
        .slice(first, first + PUTS_AT_ONCE)
        .map((name, place) => put(emulator, name, before + first + place)),
    );
  const wanted = before + 2 * names.length;
  const isThere = async (): Promise<true | undefined> => (await entries(emulator)) === wanted || undefined;
  await until(`${wanted} rows`, isThere, LIMIT_MS);
  return performance.now() - startedAt;
}

async function put(emulator: Emulator, name: string, number: number): Promise<void> {
  await emulator.clients.s3.putObject({ Bucket: RAW, Key: `logs/${name}.log`, Body: smallLog(number) });
}

async function entries(emulator: Emulator): Promise<number> {
  return Number(
    (await warehouseRows(emulator, "select count(*) as entries from fact_log_entry"))[0]?.entries,
  );
}
