import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { handler as load } from "../../runtime/handlers/load";
import { handler as migrate } from "../../runtime/handlers/migrate";
import { formatTransformManifest } from "../../runtime/load/transform-manifest";
import type { TransformedObject } from "../../runtime/load/transformed-object";
import { DataApiSession } from "../../runtime/warehouse/data-api";
import { WAREHOUSE_TABLES } from "../../runtime/warehouse/warehouse-tables";
import { LakeFixture } from "../local/warehouse/lake-fixture";
import { FolderBuckets } from "./folder-buckets";
import { RedshiftDouble } from "./redshift-double";

/** Differ from run to run. */
const OF_A_RUN = new Set(["run_id", "loaded_at"]);
const TARGET = { workgroup: "careplus-test", database: "careplus" };

/** The loader's and the migration's real handlers, with the real SDK, in front of the doubles. */
export class LoaderBed {
  /** What the handlers have said. */
  readonly said: unknown[] = [];
  private readonly before = { ...process.env };
  private readonly console = { log: console.log, error: console.error };

  private constructor(
    readonly lake: LakeFixture,
    readonly redshift: RedshiftDouble,
    readonly buckets: FolderBuckets,
  ) {}

  static async start(): Promise<LoaderBed> {
    const lake = await LakeFixture.create();
    const root = join(lake.stateDir, "lake");
    const bed = new LoaderBed(lake, await RedshiftDouble.start(root), await FolderBuckets.start(root));
    Object.assign(process.env, {
      AWS_REGION: "eu-west-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_ENDPOINT_URL_REDSHIFT_DATA: bed.redshift.endpoint,
      AWS_ENDPOINT_URL_S3: bed.buckets.endpoint,
      AWS_ENDPOINT_URL_EVENTBRIDGE: bed.buckets.endpoint,
      AWS_ENDPOINT_URL_SQS: bed.buckets.endpoint,
      WORKGROUP: TARGET.workgroup,
      DATABASE: TARGET.database,
      STACK: "test",
      DEAD_LETTERS_URL: `${bed.buckets.endpoint}/000000000000/dead`,
      PROCESSED_BUCKET: "processed",
      QUARANTINE_BUCKET: "quarantine",
      LOG_CODEC: "GZIP",
      RESULTS_BUCKET: "results",
      ADMIN_SECRET_ARN: "arn:aws:secretsmanager:eu-west-1:000000000000:secret:admin",
      WRITER_ROLES: "careplus-test-loader",
      READER_ROLES: "careplus-test-replay-chooser",
    });
    console.log = console.error = (line: unknown) => bed.said.push(line);
    return bed;
  }

  async stop(): Promise<void> {
    Object.assign(console, this.console);
    for (const name of Object.keys(process.env)) if (!(name in this.before)) delete process.env[name];
    Object.assign(process.env, this.before);
    await this.redshift.stop();
    await this.buckets.stop();
    await this.lake.remove();
  }

  readonly migrate = migrate;

  /** Puts the manifests of the objects and hands their events over in one delivery; gives the ids that failed. */
  async load(...objects: TransformedObject[]): Promise<string[]> {
    const bodies = await Promise.all(objects.map((object) => this.event(object)));
    return this.deliver(bodies);
  }

  /** Message n has the id `m<n>`; it is received for the given time. */
  async deliver(bodies: readonly string[], receiveCount = 1): Promise<string[]> {
    const attributes = { ApproximateReceiveCount: String(receiveCount) };
    const Records = bodies.map((body, place) => ({ messageId: `m${place}`, body, attributes }));
    const { batchItemFailures } = await load({ Records }, { getRemainingTimeInMillis: () => 600_000 });
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  }

  async event(object: TransformedObject): Promise<string> {
    const name = `${object.sourceObject}-${object.sourceVersion}`.replaceAll(/[^a-z0-9]/g, "_");
    const key = `manifests/${object.dataset}/${name}.json`;
    const path = join(this.lake.stateDir, "lake/processed", key);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, formatTransformManifest(object));
    return JSON.stringify({ detail: { bucket: { name: "processed" }, object: { key } } });
  }

  /** Runs statements in one transaction. */
  async run(...statements: string[]): Promise<void> {
    await new DataApiSession(new RedshiftDataClient({}), TARGET).run(statements);
  }

  /** Uses up no fault that is meant for the handlers. */
  async query(sql: string): Promise<Record<string, unknown>[]> {
    const session = new DataApiSession(new RedshiftDataClient({}), { ...TARGET, database: "undisturbed" });
    return (await session.read(sql)).map((row) => ({ ...row }));
  }

  contents(): Promise<Record<string, unknown>> {
    return contentsOf((sql) => this.query(sql));
  }
}

/** Every table's rows as text, in order, without what differs from run to run. */
export async function contentsOf(
  query: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>,
): Promise<Record<string, unknown>> {
  const tables = WAREHOUSE_TABLES.filter(({ name }) => name !== "ops.reconciliation");
  const contents: Record<string, unknown> = {};
  for (const { name, columns } of tables) {
    const compared = columns.filter((column) => !OF_A_RUN.has(column.name));
    const values = compared.map((column) => `cast(${column.name} as varchar(65535)) as ${column.name}`);
    const order = compared.map((_, place) => place + 1);
    contents[name] = (
      await query(`select ${values.join(", ")} from ${name} order by ${order.join(", ")}`)
    ).map((row) => ({ ...row }));
  }
  return contents;
}
