import { expect } from "chai";
import { redshiftTable } from "../../../runtime/contracts/derive/redshift-ddl";
import { FACT_TICKET } from "../../../runtime/contracts/warehouse";
import type { TransformedObject } from "../../../runtime/load/transformed-object";
import { LoaderBed } from "../../emulator/loader-bed";

/** The contract before it gained `updated_at`. */
const EARLIER = { ...FACT_TICKET, columns: FACT_TICKET.columns.filter(({ name }) => name !== "updated_at") };
const VALUES: Readonly<Record<string, string>> = {
  string: "'x'",
  int: "1",
  timestamp: "cast('2025-07-01 00:00:00' as timestamp)",
  date: "cast('2025-07-01' as date)",
};

/** What the loader of that time does: it names the columns that it knows. */
function earlierInsert(ticketId: string): string {
  const values = EARLIER.columns.map(({ name, type }) =>
    name === "ticket_id" ? `'${ticketId}'` : VALUES[type],
  );
  return `insert into fact_ticket (${EARLIER.columns.map(({ name }) => name).join(", ")}) select ${values.join(", ")}`;
}

/** Each test goes on from the one before, as a deployment does. */
describe("a contract that gained a column", () => {
  let bed: LoaderBed;
  let extraction: TransformedObject;

  before(async () => {
    bed = await LoaderBed.start();
    await bed.migrate();
    await bed.run(
      "drop table fact_ticket",
      redshiftTable(EARLIER),
      earlierInsert("BEFORE"),
      "delete from ops.schema_versions",
      "insert into ops.schema_versions (version) select 1 as version",
    );
    extraction = await bed.lake.tickets("tickets/e1", [
      { ticket_id: "NEW", updated_at: "2025-07-02 08:00:00" },
    ]);
  });
  after(async () => bed.stop());

  it("keeps the new loader's messages until the warehouse is migrated", async () => {
    expect(await bed.load(extraction)).to.deep.equal(["m0"]);
    expect(await bed.query("select ticket_id from fact_ticket")).to.deep.equal([{ ticket_id: "BEFORE" }]);
    expect(bed.buckets.putAside).to.deep.equal([]);
  });

  it("does not hinder a loader of before, which goes on after the migration", async () => {
    const { columns } = await bed.migrate();
    await bed.run(earlierInsert("MEANWHILE"));

    expect(columns).to.equal(1);
    expect(await bed.query("select ticket_id, updated_at from fact_ticket order by ticket_id")).to.deep.equal(
      [
        { ticket_id: "BEFORE", updated_at: null },
        { ticket_id: "MEANWHILE", updated_at: null },
      ],
    );
  });

  it("is filled by the new loader when the messages come again", async () => {
    expect(await bed.load(extraction)).to.deep.equal([]);
    expect(await bed.query("select ticket_id from fact_ticket where updated_at is not null")).to.deep.equal([
      { ticket_id: "NEW" },
    ]);
  });
});
