import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { expect } from "chai";
import { readOnlyQuery } from "../../../local/warehouse/read-only-query";

describe("a query that a person wrote", () => {
  let instance: DuckDBInstance;
  let connection: DuckDBConnection;

  before(async () => {
    instance = await DuckDBInstance.create(":memory:");
    connection = await instance.connect();
    await connection.run("create table kept as select 1 as number");
  });
  after(() => {
    connection.closeSync();
    instance.closeSync();
  });

  const refusal = async (sql: string): Promise<unknown> =>
    readOnlyQuery(connection, sql).then(
      () => "was run",
      (error: unknown) => error,
    );

  for (const sql of ["", "  \n", ";", "-- select 1", "/* nothing */"]) {
    it(`is refused when it holds no statement: ${JSON.stringify(sql)}`, async () => {
      expect(await refusal(sql)).to.include({
        code: "not_read_only",
        message: "there is no statement in the query",
      });
    });
  }

  it("is refused when it holds two statements, and neither is run", async () => {
    expect(await refusal("select 1; drop table kept")).to.include({
      code: "not_read_only",
      message: "give one statement at a time",
    });
    expect(await readOnlyQuery(connection, "select number from kept")).to.deep.equal([{ number: 1 }]);
  });

  for (const [kind, sql] of [
    ["DELETE", "delete from kept"],
    ["CREATE", "create table other as select 1"],
    ["DROP", "drop table kept"],
    ["COPY", "copy kept to '/dev/null'"],
    ["SET", "set threads = 1"],
    ["ATTACH", "attach ':memory:' as other"],
  ] as const) {
    it(`is refused when it is no question but ${kind}`, async () => {
      expect(await refusal(sql)).to.include({
        code: "not_read_only",
        message: `the warehouse can be read here, not changed: ${kind} is no SELECT`,
      });
    });
  }

  it("changes nothing by explaining a change that it runs", async () => {
    expect(await refusal("explain analyze delete from kept")).to.have.property("code", "query_failed");
    expect(await readOnlyQuery(connection, "select count(*) as rows from kept")).to.deep.equal([{ rows: 1 }]);
  });

  it("is refused in one line that says what DuckDB did not understand", async () => {
    expect(await refusal("select *\nfrom nowhere\nwhere true")).to.include({
      code: "query_failed",
      message: "Catalog Error: Table with name nowhere does not exist!",
    });
    expect(await refusal("selec 1")).to.include({
      code: "query_failed",
      message: 'Parser Error: syntax error at or near "selec"',
    });
  });

  it("takes what DuckDB takes for a SELECT, with its comments and last semicolon", async () => {
    expect(await readOnlyQuery(connection, "-- one\nselect 1 as a; -- two")).to.deep.equal([{ a: 1 }]);
    expect(await readOnlyQuery(connection, "values (1)")).to.deep.equal([{ col0: 1 }]);
    expect(await readOnlyQuery(connection, "describe kept")).to.have.length(1);
  });
});
