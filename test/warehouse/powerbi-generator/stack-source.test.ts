import { expect } from "chai";
import { parseOutputs, stackSource } from "../../../warehouse/powerbi-generator/stack-source";

const ENDPOINT = "careplus-dev.123456789012.eu-central-1.redshift-serverless.amazonaws.com";

describe("the warehouse of a stack", () => {
  it("is its endpoint with Redshift's port, and its database", () => {
    const outputs = {
      outputs: { warehouse: { endpoint: ENDPOINT, database: "careplus", workgroup: "careplus-dev" } },
    };

    expect(stackSource(outputs)).to.deep.equal({
      server: `${ENDPOINT}:5439`,
      database: "careplus",
    });
  });

  for (const [text, sentence] of [
    ["", "the stack outputs are no JSON: give what `pulumi stack output --json` prints"],
    ["null", "the stack outputs have no outputs"],
    ['{"outputs":{}}', "the stack outputs have no warehouse"],
    ['{"outputs":{"warehouse":{"database":"d"}}}', "the stack outputs have no endpoint"],
    [
      '{"outputs":{"warehouse":{"endpoint":"","database":"d"}}}',
      'endpoint of the stack outputs is no endpoint: ""',
    ],
    [
      '{"outputs":{"warehouse":{"endpoint":"a.example","database":"d\\" meta"}}}',
      'database of the stack outputs is no database: "d\\" meta"',
    ],
  ] as const) {
    it(`refuses ${text || "nothing"} with one sentence`, () => {
      expect(() => stackSource(parseOutputs(text))).to.throw(sentence);
    });
  }
});
