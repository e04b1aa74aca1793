import { expect } from "chai";
import { auroraStatements } from "../../../runtime/generate/aurora-statements";
import { type MysqlStatements, seedTickets } from "../../../runtime/generate/seed-tickets";
import { RecordedClient } from "../recorded-client";

class RecordedMysql implements MysqlStatements {
  readonly statements: string[] = [];
  readonly batches: number[] = [];
  first: Readonly<Record<string, string | null>> | undefined;

  constructor(private readonly rows: number) {}

  async run(sql: string): Promise<void> {
    this.statements.push(sql);
  }

  async runMany(sql: string, rows: readonly Readonly<Record<string, string | null>>[]): Promise<void> {
    this.statements.push(sql);
    this.batches.push(rows.length);
    this.first ??= rows[0];
  }

  async count(): Promise<number> {
    return this.rows;
  }
}

describe("the seed of the stack's own MySQL", () => {
  it("makes the table and fills it in batches that the Data API takes", async () => {
    const mysql = new RecordedMysql(0);

    const rows = await seedTickets(mysql, { table: "support_tickets", tickets: 2_000 });

    expect(mysql.batches.reduce((sum, size) => sum + size, 0)).to.equal(rows);
    expect(rows).to.be.within(2_200, 2_400);
    expect(mysql.batches.slice(0, -1)).to.deep.equal([1_000, 1_000]);
    expect(mysql.statements[0]).to.match(
      /^CREATE TABLE IF NOT EXISTS `support_tickets` \(\n {2}`ticket_id` text,/,
    );
    expect(mysql.statements[1]).to.equal(
      "insert into `support_tickets` (`ticket_id`, `created_at`, `resolved_at`, `agent`, `priority`, `num_interactions`, `IssUeCat`, `channel`, `status`, `agent_feedback`) values (:ticket_id, :created_at, :resolved_at, :agent, :priority, :num_interactions, :IssUeCat, :channel, :status, :agent_feedback)",
    );
    expect(mysql.first?.ticket_id).to.match(/^TCK\d+$/);
  });

  it("leaves a table that has rows alone", async () => {
    const mysql = new RecordedMysql(5);

    const rows = await seedTickets(mysql, { table: "support_tickets", tickets: 2_000 });

    expect(rows).to.equal(0);
    expect(mysql.batches).to.deep.equal([]);
  });

  it("refuses a name that is no plain one", async () => {
    const fault = await seedTickets(new RecordedMysql(0), { table: "t`; drop", tickets: 1 }).catch(
      (error: Error) => error.message,
    );

    expect(fault).to.equal('"t`; drop" is no plain name of a table.');
  });
});

describe("Aurora's Data API", () => {
  const TARGET = { resourceArn: "cluster", secretArn: "secret", database: "careplus" };

  it("is asked again while the cluster wakes up", async () => {
    let asleep = 2;
    const client = new RecordedClient({
      ExecuteStatementCommand: () => {
        if (asleep-- > 0) throw Object.assign(new Error("resuming"), { name: "DatabaseResumingException" });
        return { records: [[{ longValue: 7 }]] };
      },
    });

    const count = await auroraStatements(client.as(), TARGET, 1).count("select count(*) from t");

    expect(count).to.equal(7);
    expect(client.sent).to.have.length(3);
    expect(client.sent[0]?.input).to.deep.equal({ ...TARGET, sql: "select count(*) from t" });
  });

  it("takes NULL as NULL and everything else as text", async () => {
    const client = new RecordedClient({ BatchExecuteStatementCommand: () => ({}) });

    await auroraStatements(client.as(), TARGET, 1).runMany("insert", [{ agent: "Sneha", resolved_at: null }]);

    expect(client.sent[0]?.input.parameterSets).to.deep.equal([
      [
        { name: "agent", value: { stringValue: "Sneha" } },
        { name: "resolved_at", value: { isNull: true } },
      ],
    ]);
  });

  it("passes any other fault on at once", async () => {
    const client = new RecordedClient({
      ExecuteStatementCommand: () => {
        throw new Error("no such table");
      },
    });

    const fault = await auroraStatements(client.as(), TARGET, 1)
      .run("x")
      .catch((error: Error) => error.message);

    expect(fault).to.equal("no such table");
    expect(client.sent).to.have.length(1);
  });
});
