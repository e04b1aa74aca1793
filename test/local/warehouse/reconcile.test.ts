import { expect } from "chai";
import type { LocalWarehouse } from "../../../local/warehouse/local-warehouse";
import { readSql } from "../../../local/warehouse/sql-files";
import { eachHasEmptyWarehouse } from "./empty-warehouse";
import type { LakeFixture } from "./lake-fixture";

const NOW = new Date("2025-08-02T00:00:00Z");
/** First 28 bits of the MD5: `echo -n TCK1 | md5sum | head -c 7`. */
const TCK1 = 0xb8e8d93;
const TCK2 = 0x2fd3880;
const TCK3 = 0x0d6476b;
const TCK4 = 0x16338e9;

const rejected = (ticket_id: string, status: string) => ({
  record_key: ticket_id,
  raw_record: `{"ticket_id":"${ticket_id}","agent":"\\"status\\":\\"","status":"${status}"}`,
});

describe("the tickets that the warehouse knows", () => {
  let lake: LakeFixture;
  let warehouse: LocalWarehouse;

  eachHasEmptyWarehouse((made) => {
    ({ lake, warehouse } = made);
  });

  it("are none of an empty warehouse", async () => {
    expect(await warehouse.query(readSql("load/reconciliation/count_tickets"))).to.deep.equal([
      {
        all_tickets: 0,
        key_hash_sum: 0,
        resolved_tickets: 0,
        escalated_tickets: 0,
        open_tickets: 0,
        unsettled_tickets: 0,
      },
    ]);
  });

  it("are those with a valid row, and those of which every row was rejected, by their status", async () => {
    const extraction = await lake.tickets(
      "tickets/e1",
      [{ ticket_id: "TCK1" }, { ticket_id: "TCK2", status: "Escalated" }],
      [rejected("TCK2", "Resolved"), rejected("TCK3", " resolved "), rejected("TCK4", "Done")],
    );
    await warehouse.load([extraction], lake, "run", NOW);

    const [counts] = await warehouse.query(readSql("load/reconciliation/count_tickets"));

    expect(counts).to.deep.equal({
      all_tickets: 4,
      key_hash_sum: TCK1 + TCK2 + TCK3 + TCK4,
      resolved_tickets: 1,
      escalated_tickets: 1,
      open_tickets: 1,
      // TCK2 has a rejected row beside its valid one, TCK4 has no status that is one.
      unsettled_tickets: 2,
    });
  });
});
