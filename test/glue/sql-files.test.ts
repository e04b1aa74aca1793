import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { TICKET_STEPS } from "../../local/tickets/ticket-sql";
import { valuesOf } from "../fixtures/yaml-values";
import { TicketRules } from "./ticket-rules-table";

const DIR = join(__dirname, "..", "..", "glue", "sql", "tickets");
const INPUTS = ["raw_tickets", "extraction"];

describe("the ticket SQL", function () {
  this.timeout(60_000);
  let rules: TicketRules;

  before(async () => {
    rules = await TicketRules.open();
  });

  after(() => rules.close());

  it("is one file a step, each with its description beside it", () => {
    const expected = TICKET_STEPS.flatMap((step) => [`${step}.sql`, `${step}.yml`]);

    expect(readdirSync(DIR)).to.have.members(expected);
  });

  for (const [index, step] of TICKET_STEPS.entries()) {
    describe(step, () => {
      const sql = readFileSync(join(DIR, `${step}.sql`), "utf8");
      const yaml = readFileSync(join(DIR, `${step}.yml`), "utf8");

      it("has the columns that its description lists, in that order and type", async () => {
        const [, ...listed] = valuesOf(yaml, "name");
        const types = { string: "VARCHAR", int: "INTEGER", "string[]": "VARCHAR[]" } as Record<
          string,
          string
        >;

        const described = await rules.connection.runAndReadAll(`describe ${step}`);

        const actual = described.getRows().map(([name, type]) => `${name} ${type}`);
        const expected = valuesOf(yaml, "type").map(
          (type, at) => `${listed[at]} ${types[type] ?? type.toUpperCase()}`,
        );
        expect(actual).to.deep.equal(expected);
      });

      it("reads the relations that its description and its header name, and steps before it only", () => {
        const before = [...INPUTS, ...TICKET_STEPS.slice(0, index)];
        const read = new Set([...sql.matchAll(/\b(?:from|join) (\w+)/g)].map((match) => match[1] ?? ""));
        const relations = [...read].filter((name) => before.includes(name));

        expect(relations).to.have.members((valuesOf(yaml, "reads")[0] ?? "").slice(1, -1).split(", "));
        for (const name of relations)
          expect(sql.replace(/\n-- /g, " ")).to.match(new RegExp(`Reads [^.]*\\b${name}\\b`));
      });

      it("is of 5 to 80 lines of at most 120 characters", () => {
        const lines = sql.trimEnd().split("\n");

        expect(lines.length).to.be.within(5, 80);
        for (const line of lines) expect(line.length, line).to.be.at.most(120);
      });
    });
  }
});
