import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { glueContract } from "../../scripts/glue-contract";

const GLUE = join(__dirname, "..", "..", "glue");

describe("the Glue jobs", () => {
  it("know the contracts as they are: `npm run generate:glue` would change nothing", () => {
    expect(readFileSync(join(GLUE, "careplus_glue/contract.py"), "utf8")).to.equal(glueContract());
  });

  it("run no Python over rows: no UDF, DynamicFrame, RDD or pandas", () => {
    for (const file of readdirSync(GLUE, { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".py")) continue;
      const code = readFileSync(join(GLUE, file), "utf8").replaceAll(/"""[\s\S]*?"""|#.*/g, "");

      expect(code, file).not.to.match(
        /udf|udtf|DynamicFrame|\.rdd\b|parallelize|mapIn|applyIn|pandas|foreach/i,
      );
    }
  });

  for (const job of ["extract_tickets", "transform_tickets"]) {
    it(`keep the main of ${job} within 60 lines`, () => {
      const text = readFileSync(join(GLUE, `${job}.py`), "utf8");
      const [, body = ""] = /^def main\((.*?)^(?=\S)/ms.exec(text) ?? [];

      expect(body.split("\n").length).to.be.within(10, 60);
    });
  }
});
