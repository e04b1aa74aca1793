import { tmpdir } from "node:os";
import { expect } from "chai";
import type { LocalWarehouse } from "../../../local/warehouse/local-warehouse";
import { openWarehouse } from "../../../local/warehouse/open";
import type { TransformedObject } from "../../../runtime/load/transformed-object";
import { eachHasEmptyWarehouse } from "./empty-warehouse";
import { LakeFixture } from "./lake-fixture";

const NOW = new Date("2025-08-05T00:00:00Z");
const ids = (...names: string[]) => names.map((entry_id) => ({ entry_id }));

describe("loading logs", () => {
  let lake: LakeFixture;
  let warehouse: LocalWarehouse;

  eachHasEmptyWarehouse((made) => {
    ({ lake, warehouse } = made);
  });

  const load = async (...objects: TransformedObject[]): Promise<number[]> =>
    (await warehouse.load(objects, lake, "run", NOW)).map(({ loaded }) => loaded);
  const entries = async () =>
    (
      await warehouse.query("select entry_id, source_object, source_version from fact_log_entry order by 1")
    ).map((row) => `${row.entry_id} ${row.source_object} ${row.source_version}`);
  const ledger = async () =>
    (await warehouse.query("select source_object, source_version, loaded from ops.loads order by 1, 2")).map(
      (row) => `${row.source_object} ${row.source_version} ${row.loaded}`,
    );

  it("publishes an entry with every column, to the value", async () => {
    await load(await lake.logs("logs/a.log", "v1", [{ logged_at: "2025-07-01 23:59:59.000001" }]));

    const rows = await warehouse.query("select * from fact_log_entry");

    expect(rows).to.deep.equal([
      {
        entry_id: "e1",
        logged_at: "2025-07-01T23:59:59.000001Z",
        level: "INFO",
        component: "careplus.support.GenericService",
        ticket_id: "TCK1",
        session_id: null,
        ip: "60.130.155.7",
        response_time_ms: 1269,
        cpu_percent: 27.64,
        event_type: "generic_event",
        is_error: false,
        user_agent: "PostmanRuntime/7.32.2",
        message: "event",
        debug: null,
        trace_id: null,
        source_object: "logs/a.log",
        byte_offset: 0,
        log_date: "2025-07-01",
        source_version: "v1",
        loaded_at: "2025-08-05T00:00:00.000Z",
      },
    ]);
  });

  it("adds an entry that several objects hold once, by the first of them", async () => {
    const a = await lake.logs("logs/a.log", "1", ids("x", "y"));
    const b = await lake.logs("logs/b.log", "1", ids("y", "z"));

    const loaded = await load(b, a);

    expect(loaded).to.deep.equal([1, 2]);
    expect(await entries()).to.deep.equal(["x logs/a.log 1", "y logs/a.log 1", "z logs/b.log 1"]);
  });

  it("counts as loaded only what other objects had not brought before", async () => {
    await load(await lake.logs("logs/a.log", "1", ids("x", "y")));

    const loaded = await load(await lake.logs("logs/b.log", "1", ids("x", "y", "z")));

    expect(loaded).to.deep.equal([1]);
  });

  it("adds what a second version of an object gained, also within one call", async () => {
    const first = await lake.logs("logs/a.log", "1", ids("x"));
    const grown = await lake.logs("logs/a.log", "2", ids("y"), [], { firstByte: 100 });

    const loaded = await load(first, grown);

    expect(loaded).to.deep.equal([1, 1]);
    expect(await ledger()).to.deep.equal(["logs/a.log 1 1", "logs/a.log 2 1"]);
  });

  it("changes neither entries nor ledger when objects are loaded again, in another order", async () => {
    const a = await lake.logs("logs/a.log", "1", ids("x", "y"));
    const b = await lake.logs("logs/b.log", "1", ids("y", "z"));
    await load(a);
    await load(b);
    const before = [await entries(), await ledger()];

    await load(b);
    await load(b, a);
    await load(a);

    expect([await entries(), await ledger()]).to.deep.equal(before);
  });

  it("lets another object's copy stand in for an entry that new rules reject in the first one", async () => {
    await load(await lake.logs("logs/a.log", "1", ids("x", "y")));
    await load(await lake.logs("logs/b.log", "1", ids("x", "y", "z")));

    await load(await lake.logs("logs/a.log", "1", ids("x"), [{}]));

    expect(await entries()).to.deep.equal(["x logs/a.log 1", "y logs/b.log 1", "z logs/b.log 1"]);
    expect(await ledger()).to.deep.equal(["logs/a.log 1 1", "logs/b.log 1 2"]);
  });

  it("takes away an entry that new rules reject where no other object holds it", async () => {
    await load(await lake.logs("logs/a.log", "1", ids("x", "y")));

    await load(await lake.logs("logs/a.log", "1", ids("x"), [{ reasons: ["unknown_level", "bad_cpu"] }]));

    expect(await entries()).to.deep.equal(["x logs/a.log 1"]);
    expect(await warehouse.query("select * from rpt.rejections order by reason")).to.deep.equal([
      { dataset: "logs", reason: "bad_cpu", records: 1 },
      { dataset: "logs", reason: "unknown_level", records: 1 },
    ]);
  });

  it("writes a ledger line for an object that holds nothing", async () => {
    const loaded = await load(await lake.logs("logs/empty.log", "1", []));

    expect(loaded).to.deep.equal([0]);
    expect(await ledger()).to.deep.equal(["logs/empty.log 1 0"]);
  });

  it("cuts the text of a rejected record at 4,000 characters", async () => {
    await load(await lake.logs("logs/a.log", "1", [], [{ raw_record: "é".repeat(5000) }]));

    const rows = await warehouse.query("select raw_record from ops.quarantine");

    expect(rows).to.deep.equal([{ raw_record: "é".repeat(4000) }]);
  });

  it("notes where reading stopped, and leaves it when a load brings no position", async () => {
    await load(
      await lake.logs("logs/a.log", "1", ids("x"), [], { position: { resumeAt: 4096, fingerprint: "f1" } }),
    );

    await load(await lake.logs("logs/a.log", "1", ids("x")));

    expect(await warehouse.logPosition("logs/a.log")).to.deep.equal({ resumeAt: 4096, fingerprint: "f1" });
    expect(await warehouse.logPosition("logs/b.log")).to.equal(undefined);
  });

  it("lists the loaded versions of an object as they were transformed", async () => {
    const second = await lake.logs("logs/a.log", "b", ids("x"), [], {
      firstByte: 700,
      bytesRead: 5,
      transformedAt: new Date("2025-08-02T00:00:00Z"),
    });
    const first = await lake.logs("logs/a.log", "z", ids("y"));

    await load(second, first);
    const versions = await warehouse.loadedVersions("logs");

    expect(versions.get("logs/a.log")?.map((version) => version.sourceVersion)).to.deep.equal(["z", "b"]);
    expect(versions.get("logs/a.log")?.[1]).to.deep.equal({
      dataset: "logs",
      sourceObject: "logs/a.log",
      sourceVersion: "b",
      firstByte: 700,
      bytesRead: 5,
      transformedAt: new Date("2025-08-02T00:00:00Z"),
    });
    expect([...(await warehouse.loadedVersions("tickets"))]).to.deep.equal([]);
  });

  it("takes names with quotes, pattern signs and SQL as names", async () => {
    const name = `logs/it's [1]*? "x"; drop table fact_log_entry; --.log`;

    const loaded = await load(await lake.logs(name, "v'1", ids("x")));

    expect(loaded).to.deep.equal([1]);
    expect(await ledger()).to.deep.equal([`${name} v'1 1`]);
  });
});

describe("a state folder with pattern signs and quotes in its name", () => {
  it("is loaded and read like any other", async () => {
    const lake = await LakeFixture.create("st[1] it's*");
    const warehouse = await openWarehouse(lake.stateDir);

    try {
      const [loaded] = await warehouse.load([await lake.logs("logs/a.log", "1", ids("x"))], lake, "run", NOW);

      expect(loaded?.loaded).to.equal(1);
    } finally {
      await warehouse.close();
      await lake.remove();
    }
  });

  it("is refused when DuckDB cannot keep its files there", async () => {
    const opened = await openWarehouse(`${tmpdir()}/careplus-what?`).catch((error: unknown) => error);

    expect(opened).to.have.property("code", "unusable_state");
  });
});
