import { spawnSync } from "node:child_process";
import { expect } from "chai";
import { readState } from "../../../local/owner/open-reader";
import { writeOwner } from "../../../local/owner/owner-file";
import { type OwnerWarehouse, serveOwner } from "../../../local/owner/owner-server";
import { openWarehouse } from "../../../local/warehouse/open";
import { LakeFixture } from "../warehouse/lake-fixture";

/** Tells who answered; a file cannot say this. */
const owning: OwnerWarehouse = {
  query: async () => [{ answered_by: "owner" }],
  queryReadOnly: async () => [{ answered_by: "owner, to a user" }],
};

describe("the reader of a state folder", () => {
  let lake: LakeFixture;

  beforeEach(async () => {
    lake = await LakeFixture.create();
    const warehouse = await openWarehouse(lake.stateDir, { threads: 1 });
    await warehouse.load([await lake.tickets("tickets/e1", [{ ticket_id: "T1" }])], lake, "run", new Date(0));
    await warehouse.close();
  });
  afterEach(() => lake.remove());

  const readTicket = () => readState(lake.stateDir).query("select ticket_id from rpt.tickets");

  it("reads the file when nobody owns the folder", async () => {
    expect(await readTicket()).to.deep.equal([{ ticket_id: "T1" }]);
  });

  it("reads the file when the process that left its name is dead", async () => {
    const { pid } = spawnSync("true");
    await writeOwner(lake.stateDir, { pid, url: "http://127.0.0.1:1", token: "t" });

    expect(await readTicket()).to.deep.equal([{ ticket_id: "T1" }]);
  });

  it("asks the owner, and tells it which SQL is a user's; reads the file again once the owner has ended", async () => {
    const owner = await serveOwner(lake.stateDir, owning);
    const reader = readState(lake.stateDir);
    const during = [await reader.query("select 1"), await reader.queryReadOnly("select 1")];
    await owner.close();
    const after = await reader.queryReadOnly("select ticket_id from rpt.tickets");

    expect(during).to.deep.equal([[{ answered_by: "owner" }], [{ answered_by: "owner, to a user" }]]);
    expect(after).to.deep.equal([{ ticket_id: "T1" }]);
  });

  it("lets a user change nothing in the file", async () => {
    const fault = await readState(lake.stateDir)
      .queryReadOnly("delete from fact_ticket")
      .catch((error: unknown) => error);

    expect(fault).to.have.property("code", "not_read_only");
    expect(await readTicket()).to.deep.equal([{ ticket_id: "T1" }]);
  });
});
