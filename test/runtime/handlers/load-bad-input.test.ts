import { rm } from "node:fs/promises";
import { expect } from "chai";
import { column } from "../../../runtime/contracts/dataset";
import { LOGS } from "../../../runtime/contracts/logs";
import type { TransformedObject } from "../../../runtime/load/transformed-object";
import { LoaderBed } from "../../emulator/loader-bed";
import { entry } from "../../local/warehouse/lake-fixture";

/** What docs/runbook.md says of each. */
describe("bad input of the loader", () => {
  let bed: LoaderBed;
  let good: TransformedObject;

  beforeEach(async () => {
    bed = await LoaderBed.start();
    await bed.migrate();
    good = await bed.lake.logs("logs/good.log", "v1", [{ entry_id: "good" }]);
  });
  afterEach(async () => bed.stop());

  const loaded = async (): Promise<unknown[]> =>
    (await bed.query("select entry_id from fact_log_entry order by entry_id")).map((row) => row.entry_id);
  const deliver = async (receiveCount: number, ...objects: TransformedObject[]): Promise<string[]> => {
    const bodies = [];
    for (const object of objects) bodies.push(await bed.event(object));
    return bed.deliver(bodies, receiveCount);
  };

  const last = LOGS.columns.length - 1;
  for (const [what, columns, reason] of [
    [
      "one column more",
      [...LOGS.columns, { ...column(LOGS, "debug"), name: "extra" }],
      "Unmatched number of columns between table and file. Table columns: 17, Data columns: 18",
    ],
    [
      "a column of another type",
      LOGS.columns.map((one) =>
        one.name === "response_time_ms" ? { ...one, type: "string" as const } : one,
      ),
      "column response_time_ms has an incompatible Parquet schema: VARCHAR for INTEGER",
    ],
    ["a required column less", LOGS.columns.slice(0, last), "NOT NULL constraint failed"],
  ] as const) {
    it(`a Parquet file with ${what} is put aside with the reason; the rest is loaded`, async () => {
      const bad = await bed.lake.logs("logs/bad.log", "v1", [{ entry_id: "bad" }]);
      const row = { ...entry(), entry_id: "bad", source_object: "logs/bad.log", byte_offset: 0, extra: "x" };
      await bed.lake.write({ ...LOGS, columns }, bad.processedKeys[0] ?? "", [row]);

      const first = await deliver(1, bad, good);
      const fifth = await deliver(5, bad);

      expect(first).to.deep.equal(["m0"]);
      expect(fifth).to.deep.equal([]);
      expect(await loaded()).to.deep.equal(["good"]);
      expect(await bed.query("select source_object from ops.loads")).to.deep.equal([
        { source_object: "logs/good.log" },
      ]);
      expect(bed.buckets.putAside.map(({ body }) => body)).to.deep.equal([await bed.event(bad)]);
      expect(bed.buckets.putAside[0]?.reason).to.contain(reason);
    });
  }

  it("a missing object of a manifest lets its message come again, and is put aside with its key", async () => {
    const bad = await bed.lake.logs("logs/bad.log", "v1", [{ entry_id: "bad" }]);
    await rm(bed.lake.pathOf(bad.processedKeys[0] ?? ""));

    const first = await deliver(1, bad, good);
    const fifth = await deliver(5, bad);

    expect(first).to.deep.equal(["m0"]);
    expect(fifth).to.deep.equal([]);
    expect(await loaded()).to.deep.equal(["good"]);
    expect(bed.buckets.putAside.map(({ reason }) => reason)).to.deep.equal([
      `missing_object: ${bad.processedKeys[0]} is not in the lake: transform its source again.`,
    ]);
  });

  it("an event of a manifest that was deleted is put aside at once", async () => {
    const body = JSON.stringify({ detail: { object: { key: "manifests/logs/none.json" } } });

    const failed = await bed.deliver([body, await bed.event(good)]);

    expect(failed).to.deep.equal([]);
    expect(await loaded()).to.deep.equal(["good"]);
    expect(bed.buckets.putAside).to.deep.equal([
      {
        body,
        reason: "missing_manifest: manifests/logs/none.json was deleted: transform its source again.",
      },
    ]);
  });

  it("messages that are no event are put aside at once", async () => {
    const odd = ["no event", "null", "[]", '{"detail":null}', '{"detail":{"object":{"key":"logs/x"}}}'];

    const failed = await bed.deliver([...odd, await bed.event(good)]);

    expect(failed).to.deep.equal([]);
    expect(await loaded()).to.deep.equal(["good"]);
    expect(bed.buckets.putAside.map(({ body }) => body)).to.deep.equal(odd);
    expect(bed.buckets.putAside.map(({ reason }) => reason?.replace(/m\d/, "m"))).to.deep.equal(
      odd.map(() => "bad_event: The message m tells of no manifest."),
    );
  });

  it("records that are not all accounted for are put aside at once", async () => {
    const bad = { ...good, sourceObject: "logs/bad.log", counts: { ...good.counts, recordsIn: 7 } };

    const failed = await deliver(1, bad);

    expect(failed).to.deep.equal([]);
    expect(bed.buckets.putAside[0]?.reason).to.contain(
      "unbalanced_counts: logs/bad.log has 7 records but 1 kept",
    );
  });

  it("a loaded object that has changed brings its new entries as a new version, and loses none", async () => {
    await deliver(1, good);
    const changed = await bed.lake.logs("logs/good.log", "v2", [{ entry_id: "good" }, { entry_id: "new" }]);

    await deliver(1, changed);

    expect(
      await bed.query("select source_version, kept, loaded from ops.loads order by source_version"),
    ).to.deep.equal([
      { source_version: "v1", kept: 1, loaded: 1 },
      { source_version: "v2", kept: 2, loaded: 1 },
    ]);
    expect(await loaded()).to.deep.equal(["good", "new"]);
  });

  it("an empty batch asks Redshift for nothing", async () => {
    await bed.redshift.fail("", "nobody was to be asked", 1_000);
    bed.said.length = 0;

    const failed = await bed.deliver([]);

    expect(failed).to.deep.equal([]);
    expect(bed.said).to.deep.equal([]);
  });

  it("an object without records leaves a ledger row and nothing else", async () => {
    const empty = await bed.lake.logs("logs/empty.log", "v1", []);

    const failed = await deliver(1, empty);

    expect(failed).to.deep.equal([]);
    expect(await loaded()).to.deep.equal([]);
    expect(await bed.query("select source_object, records_in, loaded from ops.loads")).to.deep.equal([
      { source_object: "logs/empty.log", records_in: 0, loaded: 0 },
    ]);
  });
});
