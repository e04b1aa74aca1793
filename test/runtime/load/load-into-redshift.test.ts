import { expect } from "chai";
import { type LoadLake, loadIntoRedshift } from "../../../runtime/load/load-into-redshift";
import type { LoadBatch } from "../../../runtime/load/load-plan";
import type { CopyFile } from "../../../runtime/load/redshift-staging";
import { warehouseSql } from "../../../runtime/warehouse/warehouse-sql";
import { RecordedSession } from "../warehouse/recorded-session";
import { EXTRACTION, LOG_FILE } from "./transformed";

const RUN = { runId: "run", loadedAt: new Date("2025-07-01T00:05:00.000Z") };
const SQL = warehouseSql();
const script = (name: string): string => SQL[`load/${name}`] ?? "";

class RecordedLake implements LoadLake {
  readonly buckets = { results: "results" };
  readonly uploaded: CopyFile[] = [];

  async sizesOf(keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return new Map(keys.map((key) => [key, key.length]));
  }

  urlOf(key: string): string {
    return `s3://${key}`;
  }

  async upload(file: CopyFile): Promise<void> {
    this.uploaded.push(file);
  }
}

async function load(batch: LoadBatch, session: RecordedSession, lake = new RecordedLake()) {
  return loadIntoRedshift({ batch, run: RUN, scripts: script, lake, session });
}

/** Answers of a warehouse where all is well. */
const WELL = {
  [script("tickets/find_miscounted_objects")]: [],
  [script("logs/find_miscounted_objects")]: [],
  [script("tickets/count_lost_tickets")]: [{ lost: 0 }],
  [script("logs/count_lost_log_entries")]: [{ lost: 0 }],
  "select source_object, source_version, loaded": [
    { source_object: EXTRACTION.sourceObject, source_version: "1", loaded: 2 },
  ],
};

describe("a load into Redshift", () => {
  it("stages the batch, then changes the warehouse in one transaction behind the ledger's lock", async () => {
    const session = new RecordedSession(WELL);

    const loaded = await load([EXTRACTION], session);

    expect(loaded.map((object) => object.loaded)).to.deep.equal([2]);
    expect(session.transactions).to.have.length(2);
    const [stage = [], apply = []] = session.transactions;
    expect(stage.map(firstWords)).to.deep.equal([
      "create temp table stg_ledger as",
      "create temp table stg_loads (",
      "copy stg_loads from 's3://results/copy/run/stg_loads.csv' iam_role",
      "create temp table stg_load_files (",
      "copy stg_load_files from 's3://results/copy/run/stg_load_files.csv' iam_role",
      "create temp table stg_tickets_files (",
      "copy stg_tickets_files from 's3://results/copy/run/stg_tickets_files.manifest' iam_role",
      "create temp table stg_tickets (",
      "insert into stg_tickets (ticket_id,",
      "create temp table stg_quarantine_files (",
      "copy stg_quarantine_files from 's3://results/copy/run/stg_quarantine_files.manifest' iam_role",
      "create temp table stg_quarantine as",
      "create temp table stg_lost_tickets as",
    ]);
    expect(apply.slice(0, 3).map(firstWords)).to.deep.equal([
      "lock ops.loads",
      "select 1 / count(*) as",
      "create temp table stg_contested_tickets as",
    ]);
    expect(apply.at(-1)).to.equal(script("dimensions/insert_dates"));
    expect(stage.length + apply.length).to.be.lessThan(80);
    expect(Math.max(stage.length, apply.length)).to.be.at.most(40);
  });

  it("lists for COPY each Parquet file with its size, and the ledger's rows as CSV", async () => {
    const lake = new RecordedLake();

    await load([EXTRACTION], new RecordedSession(WELL), lake);

    const files = Object.fromEntries(lake.uploaded.map(({ key, text }) => [key, text]));
    expect(JSON.parse(files["copy/run/stg_tickets_files.manifest"] ?? "")).to.deep.equal({
      entries: [
        {
          url: "s3://processed/tickets/created_date=2025-07-01/run-1.parquet",
          mandatory: true,
          meta: { content_length: 55 },
        },
      ],
    });
    expect(files["copy/run/stg_load_files.csv"]).to.equal(
      '"tickets","tickets/extract_date=2025-07-01/run-1","1","processed/tickets/created_date=2025-07-01/run-1.parquet"\n',
    );
    expect(files["copy/run/stg_loads.csv"]).to.equal(
      '"tickets","tickets/extract_date=2025-07-01/run-1","1","run",3,2,0,1,0,300,"tickets-1",2025-07-01 00:01:00.000,2025-07-01 00:05:00.000,\\N,\\N\n',
    );
  });

  it("copies no file where there is none", async () => {
    const session = new RecordedSession({ ...WELL, "select source_object, source_version, loaded": [] });

    await load(
      [{ ...LOG_FILE, counts: { recordsIn: 0, kept: 0, duplicate: 0, rejected: 0 }, processedKeys: [] }],
      session,
    );

    const copies = session.transactions
      .flat()
      .filter((sql) => sql.startsWith("copy"))
      .map(firstWords);
    expect(copies).to.deep.equal(["copy stg_loads from 's3://results/copy/run/stg_loads.csv' iam_role"]);
  });

  it("changes nothing when the lake does not hold what was counted", async () => {
    const differing = [{ source_object: "tickets/x", kept: 2, staged: 1, rejected: 1, staged_rejected: 1 }];
    const session = new RecordedSession({ ...WELL, [script("tickets/find_miscounted_objects")]: differing });

    const fault = await load([EXTRACTION], session).catch((error: Error) => error.message);

    expect(fault).to.equal(
      "tickets/x was transformed into 2 rows and 1 rejected records, but its files hold 1 and 1: nothing of its batch was loaded",
    );
    expect(session.transactions.flat()).not.to.include("lock ops.loads");
  });

  it("reads other objects' files when the batch gave up rows that those may hold", async () => {
    const session = new RecordedSession({
      ...WELL,
      [script("tickets/count_lost_tickets")]: [{ lost: 1 }],
      [script("ledger/find_other_files")]: [
        {
          source_object: "tickets/old",
          source_version: "1",
          file_key: "processed/tickets/created_date=2025-06-30/old.parquet",
        },
      ],
    });
    const lake = new RecordedLake();

    await load([EXTRACTION], session, lake);

    const recover = session.transactions[1] ?? [];
    expect(recover.map(firstWords)).to.deep.equal([
      "create temp table stg_tickets_other_0 (",
      "copy stg_tickets_other_0 from 's3://results/copy/run/stg_tickets_other_0.manifest' iam_role",
      "insert into stg_tickets (ticket_id,",
    ]);
    expect(recover[2]).to.contain("where ticket_id in (select ticket_id from stg_lost_tickets)");
    expect(lake.uploaded.map(({ key }) => key)).to.include("copy/run/stg_tickets_other_0.manifest");
  });

  it("gives staged log entries the version of their object, which the files do not hold", async () => {
    const session = new RecordedSession({ ...WELL, "select source_object, source_version, loaded": [] });

    await load([LOG_FILE], session);

    const fill = session.transactions[0]?.find((sql) => sql.startsWith("insert into stg_log_entries")) ?? "";
    expect(fill).to.contain("files.byte_offset, stg_loads.source_version");
    expect(fill).to.contain("inner join stg_loads on stg_loads.source_object = files.source_object");
  });

  it("refuses an address that could end the statement", async () => {
    const lake = new RecordedLake();
    lake.buckets.results = "results' delete";

    const fault = await load([EXTRACTION], new RecordedSession(WELL), lake).catch(
      (error: Error) => error.message,
    );

    expect(fault).to.equal(
      `"s3://results' delete/copy/run/stg_loads.csv" cannot be put into a COPY statement.`,
    );
  });
});

function firstWords(sql: string): string {
  const words = sql
    .replace(/^--.*\n/gm, "")
    .trim()
    .split(/\s+/);
  return words.slice(0, words[0] === "insert" ? 4 : 5).join(" ");
}
