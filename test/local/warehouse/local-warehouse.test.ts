import { expect } from "chai";
import type { LocalWarehouse } from "../../../local/warehouse/local-warehouse";
import { openWarehouse } from "../../../local/warehouse/open";
import { eachHasFolder } from "../../fixtures/temporary-folder";

/** Long enough to be under way while the warehouse is closed. */
const LONG_QUERY =
  "select count(distinct hash(a.i * 7 + b.i)) as n from range(1000) as a(i), range(1000) as b(i)";
const ROWS = 1_000_000;

describe("closing the warehouse under work", () => {
  let stateDir: string;
  let warehouse: LocalWarehouse;

  eachHasFolder((path) => {
    stateDir = path;
  });
  beforeEach(async () => {
    warehouse = await openWarehouse(stateDir, { threads: 1 });
  });

  /** Fails while the file is still held: DuckDB opens none twice in a process. */
  async function reopen(): Promise<void> {
    await (await openWarehouse(stateDir)).close();
  }

  it("waits for queries, which get their answers", async () => {
    const order: string[] = [];
    const answers = [1, 2].map(async () => {
      const rows = await warehouse.query(LONG_QUERY);
      order.push("answer");
      return rows.length;
    });

    await warehouse.close();
    order.push("closed");

    expect(await Promise.all(answers)).to.deep.equal([1, 1]);
    expect(order).to.deep.equal(["answer", "answer", "closed"]);
    await reopen();
  });

  for (const closing of ["the warehouse", "the connection"] as const) {
    it(`waits for columns that are read when ${closing} is closed`, async () => {
      const columns = await warehouse.columns();
      const codes = new Uint32Array(ROWS);
      const reading = columns.atOneMoment((snapshot) =>
        snapshot.codes(`select cast(i as uinteger) from range(${ROWS}) as numbers(i)`, [codes], 0),
      );

      if (closing === "the connection") await columns.close();
      await warehouse.close();

      await reading;
      expect(codes[ROWS - 1]).to.equal(ROWS - 1);
      await reopen();
    });
  }
});
