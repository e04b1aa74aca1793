import { DuckDBInstance } from "@duckdb/node-api";
import { EmbeddedJob } from "./embedded-job";
import { expectExactly, expectLedgerAndRowsAgree } from "./expected-warehouse";
import { FaultBed } from "./fault-bed";
import { GlueJob } from "./glue-job";
import { histories } from "./histories";
import { happen } from "./history";

const { count, seed: first } = histories(30);
/** Spark takes seconds for what DuckDB does in a tenth of one, so every so many histories have it. */
const BY_GLUE = 15;

describe("events that come twice, late and out of order, among functions that die and calls that fail", function () {
  this.timeout(20_000 * count + 120_000);
  let bed: FaultBed;
  let glue: GlueJob;
  let embedded: EmbeddedJob;
  let duckdb: DuckDBInstance;

  before(async () => {
    bed = await FaultBed.start();
    duckdb = await DuckDBInstance.create(":memory:", { threads: "1" });
    embedded = new EmbeddedJob(await duckdb.connect());
    glue = new GlueJob();
  });

  after(async () => {
    await glue.close();
    duckdb.closeSync();
    await bed.stop();
  });

  for (let seed = first; seed < first + count; seed++) {
    it(`leave each source object one ledger row and the warehouse its exact rows, by seed ${seed}`, async () => {
      const job = seed % BY_GLUE === 0 ? glue : embedded;

      await happen(bed, seed, job, {
        between: () => expectLedgerAndRowsAgree(bed.doubles),
        atRest: (history) => expectExactly(history, bed.doubles),
      });
    });
  }
});
