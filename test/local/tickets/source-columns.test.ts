import { expect } from "chai";
import { matchColumns } from "../../../local/tickets/source-columns";

const REQUIRED = [
  "ticket_id",
  "created_at",
  "resolved_at",
  "agent",
  "priority",
  "num_interactions",
  "IssUeCat",
  "channel",
  "status",
];

describe("a source table's columns", () => {
  it("match the contract's in any order and letter case", () => {
    const columns = REQUIRED.toReversed().map((name) => name.toUpperCase());

    const { spelling, drift } = matchColumns(columns, "t");

    expect(spelling.get("IssUeCat")).to.equal("ISSUECAT");
    expect([...spelling.keys()]).to.have.members(REQUIRED);
    expect(drift).to.deep.equal([]);
  });

  it("that no contract knows are drift", () => {
    const { drift } = matchColumns([...REQUIRED, "manager", "updated_at", "is_change"], "t");

    expect(drift).to.deep.equal(["manager", "is_change"]);
  });

  it("are refused when a required one is missing, naming it", () => {
    const columns = REQUIRED.filter((name) => name !== "status");

    expect(() => matchColumns(columns, "db.t")).to.throw('The table db.t lacks the required column "status"');
  });

  it("are refused when two of them are one but for letter case, naming both", () => {
    expect(() => matchColumns([...REQUIRED, "Status"], "t")).to.throw(
      'two columns for status: "status" and "Status"',
    );
  });
});
