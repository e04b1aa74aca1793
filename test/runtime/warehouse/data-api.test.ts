import { expect } from "chai";
import { CareplusError } from "../../../runtime/errors";
import { DataApiSession } from "../../../runtime/warehouse/data-api";
import { RecordedClient } from "../recorded-client";

const TARGET = { workgroup: "careplus-dev-warehouse", database: "careplus" };

describe("a session of the Data API", () => {
  it("runs statements as one batch and waits until it has ended", async () => {
    const statuses = ["STARTED", "FINISHED"];
    const client = new RecordedClient({
      BatchExecuteStatementCommand: () => ({ Id: "1", Status: "SUBMITTED", SessionId: "s" }),
      DescribeStatementCommand: () => ({ Status: statuses.shift() }),
    });

    await new DataApiSession(client.as(), TARGET).run(["a", "b"]);

    expect(client.sent).to.deep.equal([
      {
        name: "BatchExecuteStatementCommand",
        input: {
          WorkgroupName: "careplus-dev-warehouse",
          Database: "careplus",
          SessionKeepAliveSeconds: 300,
          Sqls: ["a", "b"],
          WaitTimeSeconds: 30,
        },
      },
      { name: "DescribeStatementCommand", input: { Id: "1", WaitTimeSeconds: 30 } },
      { name: "DescribeStatementCommand", input: { Id: "1", WaitTimeSeconds: 30 } },
    ]);
  });

  it("goes on in the session that it began, where the temporary tables are", async () => {
    const client = new RecordedClient({
      BatchExecuteStatementCommand: () => ({ Id: "1", Status: "FINISHED", SessionId: "s-1" }),
    });
    const session = new DataApiSession(client.as(), { ...TARGET, secretArn: "arn" });

    await session.run(["a"]);
    await session.run(["b"]);

    expect(
      client.sent.map(({ input }) => [input.SecretArn, input.WorkgroupName, input.SessionId]),
    ).to.deep.equal([
      ["arn", "careplus-dev-warehouse", undefined],
      [undefined, undefined, "s-1"],
    ]);
  });

  it("gives the rows of all pages, NULL as null", async () => {
    const columns = [{ name: "ticket_id" }, { name: "loads" }];
    const client = new RecordedClient({
      ExecuteStatementCommand: () => ({ Id: "1", Status: "FINISHED" }),
      GetStatementResultCommand: ({ NextToken }) =>
        NextToken === undefined
          ? {
              ColumnMetadata: columns,
              Records: [[{ stringValue: "TCK1" }, { longValue: 0 }]],
              NextToken: "2",
            }
          : { ColumnMetadata: columns, Records: [[{ isNull: true }, { longValue: 7 }]] },
    });

    const rows = await new DataApiSession(client.as(), TARGET).read("select :a", { a: "1" });

    expect(rows).to.deep.equal([
      { ticket_id: "TCK1", loads: 0 },
      { ticket_id: null, loads: 7 },
    ]);
    expect(client.sent[0]?.input.Parameters).to.deep.equal([{ name: "a", value: "1" }]);
  });

  it("says what Redshift said when it refuses", async () => {
    const client = new RecordedClient({
      BatchExecuteStatementCommand: () => ({ Id: "1", Status: "STARTED" }),
      DescribeStatementCommand: () => ({ Status: "FAILED", Error: 'ERROR: relation "x" does not exist' }),
    });

    const fault = await new DataApiSession(client.as(), TARGET).run(["a"]).catch((error: unknown) => error);

    expect(fault).to.be.instanceOf(CareplusError);
    expect((fault as CareplusError).code).to.equal("warehouse_statement_failed");
    expect((fault as CareplusError).message).to.equal(
      'Redshift refused a statement: ERROR: relation "x" does not exist',
    );
  });
});
