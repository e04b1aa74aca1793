import { readFile, rm, writeFile } from "node:fs/promises";
import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { expect } from "chai";
import type { LocalWarehouse } from "../../../local/warehouse/local-warehouse";
import type { TransformedObject } from "../../../runtime/load/transformed-object";
import { DataApiSession } from "../../../runtime/warehouse/data-api";
import { contentsOf, type LoaderBed } from "../../emulator/loader-bed";
import { eachHasLoaderBesideDuckdb } from "./loader-beside-duckdb";

const NOW = new Date("2025-08-05T00:00:00Z");
const ids = (...names: string[]) => names.map((entry_id) => ({ entry_id }));

describe("the loader in front of Redshift", () => {
  let bed: LoaderBed;
  let local: LocalWarehouse;

  eachHasLoaderBesideDuckdb((made) => {
    ({ bed, local } = made);
  });

  const loadLocally = async (...objects: TransformedObject[]): Promise<void> => {
    await local.load(objects, bed.lake, "run", NOW);
  };
  const expectSameContents = async (): Promise<void> => {
    expect(await bed.contents()).to.deep.equal(await contentsOf((sql) => local.query(sql)));
  };
  const entries = async (): Promise<string[]> =>
    (
      await bed.query("select entry_id, source_object, source_version from fact_log_entry order by entry_id")
    ).map((row) => `${row.entry_id} ${row.source_object} ${row.source_version}`);

  it("leaves what DuckDB leaves of the same lake", async () => {
    const { lake } = bed;
    const objects = [
      await lake.logs("logs/a.log", "v1", ids("e1", "e2"), [{ reasons: ["unknown_level", "bad_ip"] }], {
        position: { resumeAt: 200, fingerprint: "f" },
      }),
      await lake.logs("logs/b.log", "v1", ids("e2", "e3")),
      await lake.tickets("tickets/1", [{}, { ticket_id: "TCK2" }], [{ record_key: "TCK3" }]),
    ];
    await loadLocally(...objects);

    const failed = await bed.load(...objects);

    expect(failed).to.deep.equal([]);
    expect(await entries()).to.deep.equal(["e1 logs/a.log v1", "e2 logs/a.log v1", "e3 logs/b.log v1"]);
    expect(await bed.query("select reasons from ops.quarantine where dataset = 'logs'")).to.deep.equal([
      { reasons: "unknown_level,bad_ip" },
    ]);
    await expectSameContents();
  });

  it("changes nothing when events come again", async () => {
    const objects = [
      await bed.lake.logs("logs/a.log", "v1", ids("e1", "e2")),
      await bed.lake.tickets("tickets/1", [{}]),
    ];
    await bed.load(...objects, ...objects);
    const before = await bed.contents();

    await bed.load(...objects);

    expect(await bed.contents()).to.deep.equal(before);
    expect(await entries()).to.deep.equal(["e1 logs/a.log v1", "e2 logs/a.log v1"]);
  });

  it("finds a given-up entry in the versions of other objects when a rule has changed", async () => {
    const { lake } = bed;
    const first = [
      await lake.logs("logs/a.log", "v1", ids("e1", "e2")),
      await lake.logs("logs/b.log", "v1", ids("e2")),
      await lake.logs("logs/b.log", "v2", ids("e1"), [], { firstByte: 100 }),
    ];
    for (const object of first) {
      await bed.load(object);
      await loadLocally(object);
    }
    const replayed = await lake.logs("logs/a.log", "v1", ids("e3"), [], { ruleVersion: "logs-2" });
    await loadLocally(replayed);

    const failed = await bed.load(replayed);

    expect(failed).to.deep.equal([]);
    expect(await entries()).to.deep.equal(["e1 logs/b.log v2", "e2 logs/b.log v1", "e3 logs/a.log v1"]);
    await expectSameContents();
  });

  it("brings back an older version of a ticket that a replay gave up", async () => {
    const { lake } = bed;
    const objects = [
      await lake.tickets("tickets/1", [{ extracted_at: "2025-08-01 00:00:00" }]),
      await lake.tickets("tickets/2", [
        { extracted_at: "2025-08-02 00:00:00", row_hash: "h2", status: "Resolved" },
      ]),
    ];
    await bed.load(...objects);
    await loadLocally(...objects);
    const replayed = await lake.tickets("tickets/2", [], [{ record_key: "TCK1" }], {
      ruleVersion: "tickets-2",
    });
    await loadLocally(replayed);

    await bed.load(replayed);

    expect(await bed.query("select ticket_id, source_object, status from fact_ticket")).to.deep.equal([
      { ticket_id: "TCK1", source_object: "tickets/1", status: "Open" },
    ]);
    await expectSameContents();
  });

  it("leaves out only the object whose files do not hold what was counted", async () => {
    const good = await bed.lake.logs("logs/a.log", "v1", ids("e1"));
    const bad = await bed.lake.logs("logs/b.log", "v1", ids("e2"), [], {
      counts: { recordsIn: 2, kept: 2, duplicate: 0, rejected: 0 },
    });

    const failed = await bed.load(good, bad);

    expect(failed).to.deep.equal(["m1"]);
    expect(await entries()).to.deep.equal(["e1 logs/a.log v1"]);
    expect(JSON.stringify(bed.said)).to.contain(
      "logs/b.log was transformed into 2 rows and 0 rejected records",
    );
  });

  it("leaves out the object of which a file is missing, and loads it once the file is there", async () => {
    const good = await bed.lake.logs("logs/a.log", "v1", ids("e1"));
    const bad = await bed.lake.logs("logs/b.log", "v1", ids("e2"));
    const path = bed.lake.pathOf(bad.processedKeys[0] ?? "");
    const file = await readFile(path);
    await rm(path);

    const failed = await bed.load(good, bad);
    const before = await entries();
    await writeFile(path, file);
    const failedAfterwards = await bed.load(bad);

    expect(failed).to.deep.equal(["m1"]);
    expect(before).to.deep.equal(["e1 logs/a.log v1"]);
    expect(failedAfterwards).to.deep.equal([]);
    expect(await entries()).to.deep.equal(["e1 logs/a.log v1", "e2 logs/b.log v1"]);
  });

  it("loads nothing into a warehouse whose schema is of an earlier version, and gives every message back", async () => {
    const objects = [
      await bed.lake.logs("logs/a.log", "v1", ids("e1")),
      await bed.lake.logs("logs/b.log", "v1", ids("e2")),
    ];
    await new DataApiSession(new RedshiftDataClient({}), { workgroup: "test", database: "careplus" }).run([
      "delete from ops.schema_versions",
    ]);

    const failed = await bed.load(...objects);

    expect(failed).to.deep.equal(["m0", "m1"]);
    expect(await entries()).to.deep.equal([]);
    expect(JSON.stringify(bed.said)).to.contain("run the migration");
  });

  it("begins anew after serialisation conflicts, and gives up after five", async () => {
    const first = await bed.lake.logs("logs/a.log", "v1", ids("e1"));
    const second = await bed.lake.logs("logs/b.log", "v1", ids("e2"));
    const conflict = "1023 DETAIL: Serializable isolation violation on table - 101";
    await bed.redshift.fail("insert into fact_log_entry", conflict, 4);
    const failed = await bed.load(first);
    await bed.redshift.fail("lock ops.loads", conflict, 5);

    const failedForGood = await bed.load(second);

    expect(failed).to.deep.equal([]);
    expect(failedForGood).to.deep.equal(["m0"]);
    expect(await bed.query("select source_object, loaded from ops.loads")).to.deep.equal([
      { source_object: "logs/a.log", loaded: 1 },
    ]);
  });

  it("keeps two loaders apart that load the same and different objects at once", async () => {
    const { lake } = bed;
    const shared = await lake.logs("logs/a.log", "v1", ids("e1", "e2"));
    const left = await lake.logs("logs/b.log", "v1", ids("e2", "e3"));
    const right = await lake.logs("logs/c.log", "v1", ids("e3", "e4"));

    const failed = await Promise.all([bed.load(shared, left), bed.load(shared, right)]);

    expect(failed).to.deep.equal([[], []]);
    expect((await entries()).map((entry) => entry.split(" ")[0])).to.deep.equal(["e1", "e2", "e3", "e4"]);
    expect(await bed.query("select count(*) as objects, sum(loaded) as loaded from ops.loads")).to.deep.equal(
      [{ objects: 3, loaded: 4 }],
    );
  });

  it("leaves all or nothing when it dies before or after any call of the Data API", async () => {
    const objects = [
      await bed.lake.logs("logs/a.log", "v1", ids("e1"), [{}]),
      await bed.lake.logs("logs/b.log", "v1", ids("e1", "e2")),
    ];
    await loadLocally(...objects);
    const seen = new Set<number>();

    for (let call = 1; await diesAt(call, () => bed.load(...objects)); call++)
      seen.add((await bed.query("select source_object from ops.loads")).length);
    const failed = await bed.load(...objects);

    expect([...seen].sort()).to.deep.equal([0, 2]);
    expect(failed).to.deep.equal([]);
    await expectSameContents();
  });
});

/** Lets the nth call of the Data API fail: sent and answered when n is even, not sent when it is odd. */
async function diesAt(n: number, work: () => Promise<unknown>): Promise<boolean> {
  const prototype = RedshiftDataClient.prototype;
  const send = prototype.send as (command: unknown) => Promise<unknown>;
  let calls = 0;
  let hasDied = false;
  Object.defineProperty(prototype, "send", {
    configurable: true,
    value: async function dying(this: RedshiftDataClient, command: unknown): Promise<unknown> {
      calls++;
      if (calls < Math.ceil(n / 2)) return send.call(this, command);
      hasDied = true;
      if (calls === Math.ceil(n / 2) && n % 2 === 0) await send.call(this, command);
      throw new Error("the loader died");
    },
  });
  try {
    await work();
  } finally {
    Reflect.deleteProperty(prototype, "send");
  }
  return hasDied;
}
