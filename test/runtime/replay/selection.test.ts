import { expect } from "chai";
import { isNamed, parseSelection } from "../../../runtime/replay/selection";

describe("a selection for a replay", () => {
  it("is taken as it was given", () => {
    const selection = { prefix: "", from: "2024-02-29", reason: "unknown_level" };

    expect(parseSelection(selection)).to.deep.equal(selection);
  });

  for (const [fault, input] of [
    ["it is no object", "logs/"],
    ["it is no object", ["logs/"]],
    ["it is no object", null],
    ["it is empty", {}],
    ['"Prefix" is none of its parts', { Prefix: "logs/" }],
    ['"prefix" is no text', { prefix: 1 }],
    ['"key" is empty', { key: "" }],
    ['"reason" is empty', { reason: "" }],
    ['"from" is no date like 2025-07-01', { from: "1.7.2025" }],
    ['"to" is no date like 2025-07-01', { to: "2025-02-30" }],
  ] as const) {
    it(`is refused when ${fault}: ${JSON.stringify(input)}`, () => {
      expect(() => parseSelection(input))
        .to.throw(fault)
        .with.property("code", "bad_selection");
    });
  }

  it("names an object by its whole name, by the beginning of it, or by both", () => {
    expect(isNamed({ key: "logs/a.log" }, "logs/a.log")).to.equal(true);
    expect(isNamed({ key: "logs/a.log" }, "logs/a.log.gz")).to.equal(false);
    expect(isNamed({ prefix: "logs/a" }, "logs/a.log")).to.equal(true);
    expect(isNamed({ key: "logs/a.log", prefix: "logs/b" }, "logs/a.log")).to.equal(false);
    expect(isNamed({ reason: "unknown_level" }, "logs/a.log")).to.equal(true);
  });
});
