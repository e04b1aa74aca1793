import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { expect } from "chai";
import { openWarehouse } from "../../../local/warehouse/open";
import { LOGS } from "../../../runtime/contracts/logs";
import { copiedKey, largeKey } from "../../../runtime/load/large-texts";
import type { TransformedObject } from "../../../runtime/load/transformed-object";
import { LoaderBed } from "../../emulator/loader-bed";
import { entry } from "../../local/warehouse/lake-fixture";

/** Later than any file of a test was written. */
const LATER = new Date("2126-01-01T00:00:00Z");
const SECOND = "processed/logs/log_date=2025-07-02/logs_a_log_v1.parquet";

describe("files that a version loaded again no longer has", () => {
  let bed: LoaderBed;
  /** Two dates and a rejected record. */
  let first: TransformedObject;

  beforeEach(async () => {
    bed = await LoaderBed.start();
    await bed.migrate();
    first = await versionOfTwoDates();
  });
  afterEach(async () => bed.stop());

  const versionOfTwoDates = async (): Promise<TransformedObject> => {
    const object = await bed.lake.logs("logs/a.log", "v1", [{ entry_id: "e1" }], [{}]);
    const row = { ...entry(), entry_id: "e2", source_object: "logs/a.log", byte_offset: 100 };
    await bed.lake.write(LOGS, SECOND, [row]);
    const processedKeys = [...object.processedKeys, SECOND];
    return { ...object, processedKeys, counts: { recordsIn: 3, kept: 2, duplicate: 0, rejected: 1 } };
  };
  /** The same version under other rules: one date, nothing rejected. */
  const versionOfOneDate = (transformedAt = LATER): Promise<TransformedObject> =>
    bed.lake.logs("logs/a.log", "v1", [{ entry_id: "e1" }], [], { ruleVersion: "logs-2", transformedAt });
  /** Whether the files of both dates and of the rejected record are in the lake. */
  const present = (): boolean[] =>
    [...first.processedKeys, ...first.quarantineKeys].map((key) => existsSync(bed.lake.pathOf(key)));
  const listed = (): Promise<unknown[]> => bed.query("select file_key from ops.stale_files");

  it("are deleted from the lake once their rows are out of the warehouse", async () => {
    await bed.load(first);
    const again = await versionOfOneDate();

    const failed = await bed.load(again);

    expect(failed).to.deep.equal([]);
    expect(await bed.query("select entry_id from fact_log_entry")).to.deep.equal([{ entry_id: "e1" }]);
    expect(await bed.query("select count(*) as records from ops.quarantine")).to.deep.equal([{ records: 0 }]);
    expect(present()).to.deep.equal([true, false, false]);
    expect(await bed.query("select file_key from ops.load_files")).to.deep.equal([
      { file_key: first.processedKeys[0] },
    ]);
    expect(await listed()).to.deep.equal([]);
    expect(bed.said).to.deep.include({ event: "stale files deleted", files: 2 });
  });

  it("stay when nothing has changed", async () => {
    await bed.load(first);

    await bed.load(first);

    expect(present()).to.deep.equal([true, true, true]);
    expect(await listed()).to.deep.equal([]);
  });

  it("are deleted by the next load when the loader dies after its commit", async () => {
    await bed.load(first);
    const again = await versionOfOneDate();
    await bed.redshift.fail("replaced_at\nfrom ops.stale_files", "the loader died");

    const failed = await bed.load(again);
    const presentBefore = present();
    await bed.load(await bed.lake.logs("logs/b.log", "v1", [{ entry_id: "e3" }]));

    expect(failed).to.deep.equal([]);
    expect(presentBefore).to.deep.equal([true, true, true]);
    expect(present()).to.deep.equal([true, false, false]);
    expect(await listed()).to.deep.equal([]);
  });

  it("stay when the version names them again before they are deleted", async () => {
    await bed.load(first);
    await bed.redshift.fail("replaced_at\nfrom ops.stale_files", "the loader died");
    await bed.load(await versionOfOneDate());

    await bed.load(await versionOfTwoDates());

    expect(present()).to.deep.equal([true, true, true]);
    expect(await listed()).to.deep.equal([]);
  });

  it("stay when a later transformation has written them again", async () => {
    await bed.load(first);
    const earlier = await versionOfOneDate(new Date("2025-08-02T00:00:00Z"));

    await bed.load(earlier);

    expect(present()).to.deep.equal([true, true, true]);
    expect(await listed()).to.deep.equal([]);
  });

  it("are deleted with the cut copies that COPY read in their place", async () => {
    const key = largeKey(SECOND);
    const copy = bed.lake.pathOf(copiedKey(key));
    await bed.lake.write(LOGS, copiedKey(key), []);
    await mkdir(dirname(bed.lake.pathOf(key)), { recursive: true });
    await writeFile(bed.lake.pathOf(key), "");
    await bed.load({ ...first, processedKeys: [...first.processedKeys, key] });
    const before = existsSync(copy);

    await bed.load(await versionOfOneDate());

    expect(before).to.equal(true);
    expect([existsSync(copy), existsSync(bed.lake.pathOf(key))]).to.deep.equal([false, false]);
  });

  it("are deleted by the embedded platform, too", async () => {
    const local = await openWarehouse(bed.lake.stateDir, { threads: 1 });
    const load = (object: TransformedObject) => local.load([object], bed.lake, "run", new Date());
    await load(first);

    await load(await versionOfOneDate());

    expect(present()).to.deep.equal([true, false, false]);
    expect(await local.query("select file_key from ops.stale_files")).to.deep.equal([]);
    await local.close();
  });
});
