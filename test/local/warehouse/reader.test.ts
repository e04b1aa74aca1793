import { expect } from "chai";
import { openWarehouse } from "../../../local/warehouse/open";
import { openReader } from "../../../local/warehouse/reader";
import { eachHasFolder } from "../../fixtures/temporary-folder";

const LONG_QUERY =
  "select count(distinct hash(a.i * 7 + b.i)) as n from range(1000) as a(i), range(1000) as b(i)";

describe("reading the warehouse's file", () => {
  let stateDir: string;

  eachHasFolder((path) => {
    stateDir = path;
  });
  beforeEach(async () => {
    await (await openWarehouse(stateDir)).close();
  });

  it("is done by one query at a time: the end of one would take the file's lock from another", async () => {
    const reader = openReader(stateDir);
    const ended: string[] = [];
    const ask = async (name: string, sql: string): Promise<void> => {
      await reader.query(sql);
      ended.push(name);
    };

    await Promise.all([ask("long", LONG_QUERY), ask("short", "select 1")]);

    expect(ended).to.deep.equal(["long", "short"]);
  });

  it("goes on after a query that failed", async () => {
    const reader = openReader(stateDir);

    const failed = reader.query("select nothing").catch((error: unknown) => String(error));
    const rows = await reader.query("select 1 as one");

    expect(await failed).to.contain("nothing");
    expect(rows).to.deep.equal([{ one: 1 }]);
  });
});
