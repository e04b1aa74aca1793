import { expect } from "chai";
import type { LocalWarehouse } from "../../../local/warehouse/local-warehouse";
import { openWarehouse } from "../../../local/warehouse/open";
import type { TransformedObject } from "../../../runtime/load/transformed-object";
import { contentsOf, LoaderBed } from "../../emulator/loader-bed";

const NOW = new Date("2025-08-05T00:00:00Z");
const ids = (...names: string[]) => names.map((entry_id) => ({ entry_id }));

describe("the loader in front of Redshift", () => {
  let bed: LoaderBed;
  let local: LocalWarehouse;

  beforeEach(async () => {
    bed = await LoaderBed.start();
    local = await openWarehouse(bed.lake.stateDir, { threads: 1 });
    await bed.migrate();
  });
  afterEach(async () => {
    await local.close();
    await bed.stop();
  });

  const loadBoth = async (...objects: TransformedObject[]): Promise<void> => {
    expect(await bed.load(...objects)).to.deep.equal([]);
    await local.load(objects, bed.lake, "run", NOW);
  };
  const expectSameContents = async (): Promise<void> => {
    expect(await bed.contents()).to.deep.equal(await contentsOf((sql) => local.query(sql)));
  };

  it("leaves what DuckDB leaves of the same lake", async () => {
    const { lake } = bed;
    await loadBoth(
      await lake.logs("logs/a.log", "v1", ids("e1", "e2"), [{ reasons: ["unknown_level", "bad_ip"] }], {
        position: { resumeAt: 200, fingerprint: "f" },
      }),
      await lake.logs("logs/b.log", "v1", ids("e2", "e3")),
      await lake.tickets("tickets/1", [{}, { ticket_id: "TCK2" }], [{ record_key: "TCK3" }]),
    );

    expect(
      await bed.query("select entry_id, source_object from fact_log_entry order by entry_id"),
    ).to.deep.equal([
      { entry_id: "e1", source_object: "logs/a.log" },
      { entry_id: "e2", source_object: "logs/a.log" },
      { entry_id: "e3", source_object: "logs/b.log" },
    ]);
    expect(await bed.query("select reasons from ops.quarantine where dataset = 'logs'")).to.deep.equal([
      { reasons: "unknown_level,bad_ip" },
    ]);
    await expectSameContents();
  });
});
