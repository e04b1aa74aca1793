import { expect } from "chai";
import { migrateWarehouse } from "../../../runtime/warehouse/migrate-warehouse";
import { schemaStatements, schemaVersion } from "../../../runtime/warehouse/schema-statements";
import { RecordedSession } from "./recorded-session";

describe("the migration of the warehouse", () => {
  it("makes schemas, tables and views, then the users that are missing, in one transaction", async () => {
    const session = new RecordedSession({
      "select user_name": [{ user_name: "admin" }, { user_name: "IAMR:loader" }],
    });

    const migrated = await migrateWarehouse(session, ["loader", "reconciler"]);

    expect(migrated.users).to.deep.equal(["IAMR:reconciler"]);
    expect(session.transactions).to.have.length(1);
    expect(session.transactions[0]?.slice(schemaStatements().length)).to.deep.equal([
      'create user "IAMR:reconciler" password disable',
      ...["loader", "reconciler"].flatMap((role) => [
        `grant usage on schema public, ops, rpt to "IAMR:${role}"`,
        `grant select, insert, update, delete on all tables in schema public to "IAMR:${role}"`,
        `grant select, insert, update, delete on all tables in schema ops to "IAMR:${role}"`,
        `grant select on all tables in schema rpt to "IAMR:${role}"`,
      ]),
    ]);
  });

  it("refuses a name that is none of IAM's, since it would be put into a statement", async () => {
    const session = new RecordedSession({});

    const fault = await migrateWarehouse(session, ['x" superuser; --']).catch(
      (error: Error) => error.message,
    );

    expect(fault).to.equal('"x\\" superuser; --" is no name of an IAM role.');
    expect(session.transactions).to.deep.equal([]);
  });

  it("creates what is missing and replaces views, statement by statement", () => {
    const beginnings = schemaStatements().map((statement) =>
      statement
        .replace(/^--.*\n/gm, "")
        .split(/\s+/)
        .slice(0, 6)
        .join(" "),
    );

    expect(beginnings).to.deep.equal([
      "create schema if not exists ops",
      "create schema if not exists rpt",
      ...[
        "fact_ticket",
        "fact_log_entry",
        "dim_agent",
        "dim_date",
        "ops.loads",
        "ops.load_files",
        "ops.quarantine",
        "ops.reconciliation",
        "ops.log_positions",
      ].map((table) => `create table if not exists ${table}`),
      ...["freshness", "loads", "log_entries", "quarantine", "rejections", "tickets"].map(
        (view) => `create or replace view rpt.${view} as`,
      ),
    ]);
    for (const statement of schemaStatements()) expect(statement).not.to.contain(";");
  });

  it("has a version that stays while the schema stays", () => {
    expect(schemaVersion()).to.equal(schemaVersion());
    expect(schemaVersion()).to.match(/^[0-9a-f]{16}$/);
  });
});
