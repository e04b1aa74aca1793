import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { expect } from "chai";
import { DataApiSession } from "../../../runtime/warehouse/data-api";
import { LoaderBed } from "../../emulator/loader-bed";

describe("a session of the Data API", () => {
  let bed: LoaderBed;

  before(async () => {
    bed = await LoaderBed.start();
    await bed.migrate();
  });
  after(async () => bed.stop());

  const open = (limitMs = 60_000): DataApiSession =>
    new DataApiSession(new RedshiftDataClient({}), { workgroup: "test", database: "careplus", limitMs });
  const refusal = async (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => "no refusal",
      (error: Error & { code: string }) => `${error.code}: ${error.message}`,
    );

  it("rolls back all statements of a batch when the last one fails", async () => {
    const statements = [
      "insert into ops.schema_versions (version) select 7 as version",
      "select cast('x' as integer) as broken",
    ];

    const failure = await refusal(open().run(statements));

    expect(failure).to.match(/^warehouse_statement_failed: /);
    expect(await bed.query("select version from ops.schema_versions where version = 7")).to.deep.equal([]);
  });

  it("keeps temporary tables from call to call, and from other sessions", async () => {
    const session = open();
    await session.run(["create temp table stg_a as select 1 as a"]);

    expect(await session.read("select a from stg_a")).to.deep.equal([{ a: 1 }]);
    expect(await refusal(open().read("select a from stg_a"))).to.contain("stg_a does not exist");
  });

  it("reads results of several pages", async () => {
    const digits =
      "(select 0 as d union all select 1 union all select 2 union all select 3 union all select 4)";
    const sql = `select a.d from ${digits} as a cross join ${digits} as b cross join ${digits} as c cross join ${digits} as d cross join ${digits} as e`;

    const rows = await open().read(sql);

    expect(rows).to.have.length(3125);
  });

  it("changes rows by values that it is given, and such a statement has no rows", async () => {
    const insert = "insert into ops.schema_versions (version) select cast(:version as integer) as version";

    const changed = await open().read(insert, { version: "8" });

    expect(changed).to.deep.equal([]);
    expect(await bed.query("select version from ops.schema_versions where version = 8")).to.deep.equal([
      { version: 8 },
    ]);
  });

  it("refuses what the Data API would not take, before it is sent", async () => {
    expect(await refusal(open().run([]))).to.contain("1 to 40 statements, not 0");
    expect(await refusal(open().run(Array<string>(41).fill("select 1")))).to.contain("not 41");
    expect(await refusal(open().run([`select '${"ä".repeat(50_000)}'`]))).to.contain("not 100009");
  });

  it("is refused SQL of which Redshift is not known to have it", async () => {
    expect(await refusal(open().read("select list_sort(a) from t"))).to.contain("list_sort");
    expect(await refusal(open().run(["create temp table t as from ops.loads"]))).to.contain(
      "warehouse_statement_failed",
    );
    expect(await refusal(open().run(["vacuum full"]))).to.contain("no known kind of statement");
  });
});
