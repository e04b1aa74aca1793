import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { parquetMetadata } from "hyparquet";
import { type Asked, printFigures } from "./figures";
import { writeLogFile } from "./log-file";

const ROOT = join(__dirname, "..");
const RESULTS = join(__dirname, "results/logs.json");
const NODE = join(ROOT, "node_modules/node/bin/node");
const PYTHON = join(ROOT, ".venv-bench/bin/python");
const REPEATS = 3;
const COLD_REPEATS = 15;
const ENTRIES = 500_000;
/** A month in one file: harder than a file a day, as each date becomes a file of its own. */
const DAYS = 31;
const MOST_ENTRIES = Number(process.env.BENCH_MOST_ENTRIES ?? 10_000_000);

/** The bounds that the project asks for. */
const ASKED: Readonly<Record<string, Asked>> = {
  speedup_over_pandas: ["at least", 9],
  speedup_over_polars: ["at least", 4],
  times_floor: ["at most", 11],
  rss_mb_500k: ["at most", 160],
  size_ratio: ["at most", 0.75],
  cold_ms: ["at most", 25],
  rss_bytes_an_entry: ["at most", 20],
  time_per_entry_growth: ["at most", 1.15],
};

interface Run {
  readonly seconds: number;
  readonly bytes: number;
  readonly peakRssMb: number;
}

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), "careplus-bench-logs-"));
  try {
    bundlePrograms(folder);
    const bundle = join(folder, "transform-log-file.js");
    const ours = (what: string, input: string): Run => {
      const output = join(folder, "out");
      rmSync(output, { recursive: true, force: true });
      return JSON.parse(execFileSync(NODE, [bundle, what, input, output], { encoding: "utf8" })) as Run;
    };
    const figures = {
      ...measureSpeed(folder, ours),
      ...measureCold(folder),
      ...measureGrowth(folder, ours),
    };
    mkdirSync(join(__dirname, "results"), { recursive: true });
    writeFileSync(RESULTS, `${JSON.stringify(figures, null, 2)}\n`);
    printFigures(figures, ASKED, 2);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Ours = (what: string, input: string) => Run;

/** All programs on one file, in turns, so that a noisy minute falls on each of them. */
function measureSpeed(folder: string, ours: Ours): Record<string, number> {
  const input = join(folder, "500k.log");
  const output = join(folder, "baseline.parquet");
  writeLogFile(input, ENTRIES, DAYS);
  const rounds = Array.from({ length: REPEATS }, () => ({
    pandas: baseline("pandas_logs.py", input, output),
    pandasBytes: statSync(output).size,
    polars: baseline("polars_logs.py", input, output),
    transform: { ...ours("transform", input), bytesByColumn: bytesByColumn(join(folder, "out")) },
    floor: ours("floor", input).seconds,
    bare: ours("nothing", input).peakRssMb,
  }));
  const seconds = median(rounds.map(({ transform }) => transform.seconds));
  return {
    speedup_over_pandas: median(rounds.map(({ pandas, transform }) => pandas / transform.seconds)),
    speedup_over_polars: median(rounds.map(({ polars, transform }) => polars / transform.seconds)),
    times_floor: median(rounds.map(({ floor, transform }) => transform.seconds / floor)),
    rss_mb_500k: median(rounds.map(({ transform, bare }) => transform.peakRssMb - bare)),
    size_ratio: median(
      rounds.map(({ transform, pandasBytes }) => sharedBytes(transform.bytesByColumn) / pandasBytes),
    ),
    size_ratio_with_own_columns: median(
      rounds.map(({ transform, pandasBytes }) => transform.bytes / pandasBytes),
    ),
    seconds_500k: seconds,
  };
}

/** The pandas code writes neither of these: a random hash of 32 digits, and where the entry lies. */
const OWN_COLUMNS = ["entry_id", "source_object", "byte_offset"];

function sharedBytes(bytesByColumn: ReadonlyMap<string, number>): number {
  return [...bytesByColumn].reduce((sum, [name, bytes]) => sum + (OWN_COLUMNS.includes(name) ? 0 : bytes), 0);
}

/** Compressed bytes of each column of the processed files. */
function bytesByColumn(output: string): ReadonlyMap<string, number> {
  const bytes = new Map<string, number>();
  for (const name of readdirSync(join(output, "processed"), { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".parquet")) continue;
    const file = new Uint8Array(readFileSync(join(output, "processed", name))).buffer;
    for (const { columns } of parquetMetadata(file).row_groups)
      for (const { meta_data } of columns) {
        const column = meta_data?.path_in_schema.join(".") ?? "";
        bytes.set(column, (bytes.get(column) ?? 0) + Number(meta_data?.total_compressed_size));
      }
  }
  return bytes;
}

/** Loading the program and a small file, in a fresh process; Node's start and the SDK, which Lambda has, are not ours. */
function measureCold(folder: string): Record<string, number> {
  const input = join(folder, "100.log");
  writeLogFile(input, 100, 1);
  const program = `
    require("@aws-sdk/client-s3");
    const startedAt = performance.now();
    require(${JSON.stringify(join(folder, "cold-log-file.js"))})
      .transformSmallFile(${JSON.stringify(input)})
      .then(() => console.log(performance.now() - startedAt));`;
  const run = (): number => Number(execFileSync(NODE, ["-e", program], { cwd: ROOT, encoding: "utf8" }));
  return { cold_ms: median(Array.from({ length: COLD_REPEATS }, run)) };
}

/** Memory, and time an entry, of a file twenty times as large. */
function measureGrowth(folder: string, ours: Ours): Record<string, number> {
  const input = join(folder, "10m.log");
  writeLogFile(input, MOST_ENTRIES, DAYS);
  const smallRun = (): Run => ours("transform", join(folder, "500k.log"));
  const before = smallRun();
  const large = ours("transform", input);
  // The large file takes its time: a noisy second weighs on a small one more.
  const small = [before, smallRun(), smallRun()];
  const smallRssMb = median(small.map(({ peakRssMb }) => peakRssMb));
  const smallSeconds = median(small.map(({ seconds }) => seconds));
  return {
    rss_mb_10m: large.peakRssMb - ours("nothing", input).peakRssMb,
    rss_bytes_an_entry: ((large.peakRssMb - smallRssMb) * (1 << 20)) / (MOST_ENTRIES - ENTRIES),
    time_per_entry_growth: large.seconds / MOST_ENTRIES / (smallSeconds / ENTRIES),
  };
}

/** Seconds that a Python program says it took. */
function baseline(script: string, input: string, output: string): number {
  const printed = execFileSync(PYTHON, [join(__dirname, "baselines", script), input, output], {
    encoding: "utf8",
  });
  return (JSON.parse(printed) as { seconds: number }).seconds;
}

/** Each one file, as a Lambda would run it. */
function bundlePrograms(folder: string): void {
  if (!existsSync(PYTHON)) throw new Error("run `npm run bench:logs`: it brings pandas and Polars");
  buildSync({
    entryPoints: ["transform-log-file.ts", "cold-log-file.ts"].map((name) => join(__dirname, name)),
    outdir: folder,
    bundle: true,
    platform: "node",
    target: "node24",
    minify: true,
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] ?? Number.NaN;
}

main();
