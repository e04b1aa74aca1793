import { expect } from "chai";
import { FolderStore } from "../../../local/store/folder-store";
import type { LocalWarehouse } from "../../../local/warehouse/local-warehouse";
import type { TransformedObject } from "../../../runtime/load/transformed-object";
import { transformLogObject } from "../../../runtime/logs/transform";
import type { LoaderBed } from "../../emulator/loader-bed";
import { logEntry, logFile } from "../../fixtures/log-entries";
import { logObject } from "../../fixtures/log-object";
import { eachHasLoaderBesideDuckdb } from "./loader-beside-duckdb";

const NOW = new Date("2025-08-05T00:00:00Z");

describe("the loader and texts that Redshift does not take", () => {
  let bed: LoaderBed;
  let local: LocalWarehouse;

  eachHasLoaderBesideDuckdb((made) => {
    ({ bed, local } = made);
  });

  const transform = (sourceObject: string, text: string): Promise<TransformedObject> => {
    return transformLogObject(
      logObject(sourceObject, Buffer.from(text)),
      new FolderStore(bed.lake.pathOf("")),
      { now: NOW, takeUnterminated: true, mayGrow: false, isForRedshift: true, codec: "GZIP" },
    );
  };

  it("loads an entry of almost 1 MiB, cut in Redshift and whole in the lake and in DuckDB", async () => {
    // 1 + 21,844 × 3 = 65,533: another character of three bytes would not fit.
    const large = `x${"€".repeat(340_000)}`;
    const object = await transform(
      "logs/a.log",
      logFile(
        logEntry({ message: large }),
        logEntry({ message: "small" }),
        logEntry({ userAgent: "u".repeat(65_536) }),
      ),
    );
    await local.load([object], bed.lake, "run", NOW);

    const failed = await bed.load(object);

    const query = "select message, user_agent from fact_log_entry order by byte_offset";
    const whole = await local.query(query);
    const cut = await bed.query(query);
    expect(failed).to.deep.equal([]);
    expect(object.processedKeys.map((key) => key.replace(/-[0-9a-f]{20}/, ""))).to.deep.equal([
      "processed/logs/log_date=2025-07-01/a.log.large.parquet",
      "processed/logs/log_date=2025-07-01/a.log.parquet",
    ]);
    expect(whole.map((row) => row.message === large)).to.deep.equal([true, false, false]);
    expect(cut.map((row) => row.message === `x${"€".repeat(21_844)}`)).to.deep.equal([true, false, false]);
    expect(whole.map((row) => String(row.user_agent).length)).to.deep.equal([21, 21, 65_536]);
    expect(cut.map((row) => String(row.user_agent).length)).to.deep.equal([21, 21, 65_535]);
    expect(await bed.query("select kept, rejected, loaded from ops.loads")).to.deep.equal([
      { kept: 3, rejected: 0, loaded: 3 },
    ]);
  });

  it("loads the beginning of a large rejected record, whose whole text stays in the quarantine", async () => {
    const large = logEntry({ level: "FATAL", message: "m".repeat(70_000) });
    const object = await transform("logs/a.log", logFile(large, logEntry({ level: "WORSE" }), logEntry()));
    await local.load([object], bed.lake, "run", NOW);

    const failed = await bed.load(object);

    const query = "select reasons, raw_record from ops.quarantine order by position";
    expect(failed).to.deep.equal([]);
    expect(object.quarantineKeys.map((key) => key.replace(/-[0-9a-f]{20}/, ""))).to.deep.equal([
      "quarantine/logs/a.log.large.parquet",
      "quarantine/logs/a.log.parquet",
    ]);
    expect((await bed.query(query)).map((row) => row.raw_record === large.slice(0, 4_000))).to.deep.equal([
      true,
      false,
    ]);
    expect(await bed.query(query)).to.deep.equal(await local.query(query));
  });

  it("finds a given-up large entry in another object, when a rule has changed", async () => {
    const large = logFile(logEntry({ message: "m".repeat(70_000) }));
    const first = await transform("logs/a.log", large);
    const second = await transform("logs/b.log", large + logFile(logEntry()));
    await bed.load(first, second);
    const replayed = await transform("logs/a.log", logFile(logEntry({ message: "other" })));

    const failed = await bed.load(replayed);

    expect(failed).to.deep.equal([]);
    expect(
      await bed.query(
        "select source_object, message from fact_log_entry order by source_object, byte_offset",
      ),
    ).to.deep.equal([
      { source_object: "logs/a.log", message: "other" },
      { source_object: "logs/b.log", message: "m".repeat(65_535) },
      { source_object: "logs/b.log", message: " event for TCK0701000" },
    ]);
  });

  it("leaves out an object whose large texts were not cut, says why, and loads the others", async () => {
    const bad = await bed.lake.logs("logs/a.log", "1", [{ entry_id: "e1", message: "m".repeat(65_536) }]);
    const good = await bed.lake.logs("logs/b.log", "1", [{ entry_id: "e2" }]);

    const failed = await bed.load(bad, good);

    expect(failed).to.deep.equal(["m0"]);
    expect(await bed.query("select entry_id from fact_log_entry")).to.deep.equal([{ entry_id: "e2" }]);
    expect(JSON.stringify(bed.said)).to.contain("strlen(message)");
  });
});
