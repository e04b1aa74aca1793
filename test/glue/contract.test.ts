import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { TICKET_STEPS } from "../../local/tickets/ticket-sql";
import { glueContract } from "../../scripts/glue-contract";

const GLUE = join(__dirname, "..", "..", "glue");

describe("the Glue jobs", () => {
  it("know the contracts as they are: `npm run generate:glue` would change nothing", () => {
    expect(readFileSync(join(GLUE, "careplus_glue/contract.py"), "utf8")).to.equal(glueContract());
  });

  it("run the steps that DuckDB runs, in the same order", () => {
    const module = readFileSync(join(GLUE, "careplus_glue/ticket_sql.py"), "utf8");
    const steps = [...module.matchAll(/^ {4}"(\w+)",$/gm)].map((match) => match[1]);

    expect(steps).to.deep.equal(TICKET_STEPS);
  });

  for (const job of ["extract_tickets", "transform_tickets"]) {
    it(`keep the main of ${job} within 60 lines, without UDF and DynamicFrame`, () => {
      const text = readFileSync(join(GLUE, `${job}.py`), "utf8");
      const [, body = ""] = /^def main\((.*?)^(?=\S)/ms.exec(text) ?? [];

      expect(body.split("\n").length).to.be.within(10, 60);
      expect(text).not.to.match(/udf|DynamicFrame/i);
    });
  }
});
