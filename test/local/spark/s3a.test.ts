import { spawn } from "node:child_process";
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { glueFiles } from "../../../infra/tickets/glue-code";
import driver from "../../../local/spark/jdbc-driver.json";
import { jdbcUrl } from "../../../local/spark/jdbc-url";
import type { FolderStore } from "../../../local/store/folder-store";
import type { TicketExtraction } from "../../../local/tickets/extract";
import { parseMysqlUrl } from "../../../local/tickets/mysql-url";
import type { TransformedObject } from "../../../runtime/load/transformed-object";
import { insertMessyTickets, messyTickets } from "../../fixtures/messy-tickets";
import { PlainEmulator } from "../../fixtures/plain-emulator";
import { RefusingProxy } from "../../fixtures/refusing-proxy";
import client from "../../fixtures/s3a-client.json";
import { createTicketTable } from "../../fixtures/ticket-rows";
import { TicketDatabase } from "../tickets/ticket-database";
import { extracted, TwoEngines } from "./two-engines";

const ROOT = join(__dirname, "../../..");
const JARS = [driver.file, client.file, client.sdk].map((file) => join(ROOT, ".cache/ivy/jars", file));
/** A bucket for each of the lake's zones but `state`, which lies in that of `processed`; and one for the code. */
const BUCKETS = ["raw", "processed", "quarantine", "results", "code"];
const ZONES = {
  raw_zone: "s3a://raw",
  processed_zone: "s3a://processed",
  quarantine_zone: "s3a://quarantine",
  state_zone: "s3a://processed/state",
};

describe("the jobs on S3, started as Glue starts them", function () {
  this.timeout(300_000);
  let db: TicketDatabase;
  let engines: TwoEngines;
  let aws: PlainEmulator;
  /** The same table through the same jobs on file:// paths. */
  let lake: FolderStore;
  let fileExtraction: TicketExtraction;
  let s3Extraction: TicketExtraction;

  before(async () => {
    [db, aws] = await Promise.all([TicketDatabase.start(), PlainEmulator.start()]);
    engines = await TwoEngines.open(db);
    await aws.createBuckets(...BUCKETS);
    await createTicketTable(db.connection);
    await db.connection.query("alter table support_tickets add column updated_at text");
    await insertMessyTickets(db.connection, messyTickets(300, 7));
    await packCode();
    lake = engines.newLake();
    fileExtraction = await engines.extract("spark", lake);
    s3Extraction = await extract(1);
  });

  after(async () => {
    engines.close();
    await aws.stop();
    await db.stop();
  });

  /** What infra/tickets/glue-code.ts uploads: the package, and the SQL as objects. */
  async function packCode(): Promise<void> {
    const [folder, scripts] = [join(db.dir, "package"), join(db.dir, "scripts")];
    await mkdir(scripts);
    for (const file of glueFiles()) {
      await cp(join(ROOT, "glue", file), join(folder, file));
      // Alone in a folder: whatever a script imports must come from the package.
      if (/^[^/]*\.py$/.test(file)) await cp(join(ROOT, "glue", file), join(scripts, file));
      if (file.startsWith("sql/")) await aws.put("code", `glue/${file}`, await readFile(join(folder, file)));
    }
    const entries = (await readdir(folder)).map((name) => join(folder, name));
    await run(join(ROOT, ".venv/bin/python"), ["-m", "zipfile", "-c", join(db.dir, "glue.zip"), ...entries]);
  }

  async function submit<T>(
    script: string,
    jobArguments: Readonly<Record<string, string>>,
    endpoint = aws.endpoint,
  ): Promise<T> {
    const options = { ...ZONES, tmp_zone: `s3a://results/glue-temp/${script}`, ...jobArguments };
    const printed = await run(
      join(ROOT, ".venv/bin/spark-submit"),
      [
        ...["--master", "local[2]", "--jars", JARS.join(","), "--py-files", join(db.dir, "glue.zip")],
        ...["--conf", "spark.ui.enabled=false", "--conf", "spark.driver.host=127.0.0.1"],
        ...["--conf", "spark.driver.bindAddress=127.0.0.1"],
        ...["--conf", `spark.hadoop.fs.s3a.endpoint=${endpoint}`],
        ...["--conf", "spark.hadoop.fs.s3a.endpoint.region=eu-central-1"],
        ...["--conf", "spark.hadoop.fs.s3a.path.style.access=true"],
        join(db.dir, "scripts", `${script}.py`),
        // Glue adds arguments of its own.
        ...["--JOB_NAME", "careplus-test", "--job-bookmark-option", "job-bookmark-disable"],
        ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
      ],
      // Where the machine's clocks are set must not matter: the jobs on files run in UTC.
      { ...aws.environment, PYSPARK_PYTHON: join(ROOT, ".venv/bin/python"), TZ: "America/New_York" },
    );
    return JSON.parse(printed.trim().split("\n").at(-1) ?? "") as T;
  }

  function extract(minute: number, endpoint?: string): Promise<TicketExtraction> {
    const address = parseMysqlUrl(db.url);
    const jobArguments = {
      jdbc_url: jdbcUrl(address),
      user: address.user,
      table: "support_tickets",
      source_sql: `file://${join(ROOT, "glue/sql/source")}`,
      run_id: `run-${String(minute).padStart(6, "0")}`,
      now: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
    };
    return submit("extract_tickets", jobArguments, endpoint);
  }

  /** Keys of a bucket's objects; names that end with a slash are Hadoop's marks of folders. */
  async function objects(bucket: string): Promise<string[]> {
    return (await aws.keys(bucket)).filter((key) => !key.endsWith("/"));
  }

  it("leave the raw bytes and the rows that they leave in files", async () => {
    const extraction = extracted(s3Extraction);
    const byFile = await engines.transform("spark", lake, extracted(fileExtraction));

    const byS3 = await submit<TransformedObject>("transform_tickets", {
      source_object: extraction.sourceObject,
      sql: "s3a://code/glue/sql/tickets",
      time_zone: "UTC",
      manifests: "processed/manifests/tickets",
    });

    expect(extraction).to.deep.equal(extracted(fileExtraction));
    expect(byS3.counts).to.deep.equal(byFile.counts);
    expect(byS3.counts.kept).to.be.greaterThan(10);
    expect(byS3.counts.rejected).to.be.greaterThan(100);
    expect(byS3.processedKeys).to.deep.equal(byFile.processedKeys);
    expect(byS3.quarantineKeys).to.deep.equal(byFile.quarantineKeys);
    const copy = engines.newLake();
    const fromS3 = async (key: string): Promise<Buffer> => {
      const [bucket = "", ...rest] = key.split("/");
      return await aws.get(bucket, rest.join("/"));
    };
    for (const key of [
      `raw/${extraction.sourceObject}/manifest.json`,
      ...extraction.parts.map((part) => part.key),
    ]) {
      expect((await fromS3(key)).equals(await readFile(lake.pathOf(key))), key).to.equal(true);
    }
    for (const key of [...byS3.processedKeys, ...byS3.quarantineKeys]) {
      await mkdir(dirname(copy.pathOf(key)), { recursive: true });
      await writeFile(copy.pathOf(key), await fromS3(key));
    }
    for (const keys of [byS3.processedKeys, byS3.quarantineKeys]) {
      expect(await engines.differences(lake, copy, keys)).to.deep.equal([]);
    }
    const left = (await Promise.all(["raw", "quarantine", "results"].map(objects))).flat();
    expect(left).to.have.length(1 + extraction.parts.length + byS3.quarantineKeys.length);
    expect(await objects("processed")).to.include(`manifests/tickets/${extraction.runId}.json`);
  });

  it("write nothing when nothing changed", async () => {
    const stored = async (): Promise<string[]> => (await Promise.all(BUCKETS.map(objects))).flat();
    const before = await stored();

    const again = await extract(2);

    expect(again.kind).to.equal("unchanged");
    expect(await stored()).to.deep.equal(before);
  });

  it("leave no manifest when S3 fails between the parts and it, and start clean when run again", async () => {
    await db.connection.query("update support_tickets set agent = 'Nobody' where agent = 'Sneha'");
    const before = await objects("raw");
    // Neither the manifest nor a deletion gets through, as if the job had been killed before the one.
    const proxy = await RefusingProxy.start(
      aws.endpoint,
      (asked) => /^PUT \/raw\/.*manifest\.json/.test(asked) || /^(DELETE|POST) \/raw\b/.test(asked),
    );

    const fault = await extract(3, proxy.endpoint).catch((error: unknown) => error);
    await proxy.close();
    const left = (await objects("raw")).filter((key) => !before.includes(key));
    const again = extracted(await extract(4));

    expect(fault).to.be.instanceOf(Error);
    expect(
      proxy.refused.some((asked) => /^PUT \/raw\/tickets\/.*\/run-000003\/manifest\.json/.test(asked)),
    ).to.equal(true);
    expect(left).to.deep.equal(["tickets/extract_date=2026-01-01/run-000003/part-00000.csv"]);
    expect(again.rowsWritten).to.be.greaterThan(10);
    expect(await objects("raw")).to.have.members([
      ...before,
      `${again.sourceObject}/manifest.json`,
      ...again.parts.map((part) => part.key.replace("raw/", "")),
    ]);
  });
});

/** Runs a program to its end; resolves to what it printed, rejects with its last lines. */
async function run(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const child = spawn(program, args, { env: { ...process.env, ...environment } });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [printed, complaints, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  // The program's own words come last on its stdout; Spark writes its log to the other.
  if (code !== 0)
    throw new Error(`${basename(program)} ended with ${code}:\n${printed}\n${complaints.slice(-1_000)}`);
  return printed;
}
