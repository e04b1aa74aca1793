import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect } from "chai";
import { currentCostPage } from "../../../delivery/cost/cost-page";
import { PRICES } from "../../../delivery/cost/prices";

describe("docs/cost.md", () => {
  it("is what the program costs today: otherwise run `npm run cost -- --write`", async () => {
    const kept = readFileSync(resolve(__dirname, "../../../docs/cost.md"), "utf8");

    expect(kept).to.equal(await currentCostPage());
  });
});

describe("the price file", () => {
  it("says of each price where it holds, where it is from, of when, and what it was held against", () => {
    for (const { id, region, usd, unit, source, date, check } of PRICES) {
      expect(region, id).to.equal("eu-central-1");
      expect(usd, id).to.be.greaterThan(0);
      expect(source, id).to.match(/^https:\/\/aws\.amazon\.com\/[\w/-]+\/pricing\/$/);
      expect(date, id).to.match(/^20\d\d-\d\d-\d\d$/);
      expect([unit, check].join(), id).not.to.match(/^,|,$/);
    }
  });

  it("has each price once, in the order of their names", () => {
    const ids = PRICES.map(({ id }) => id);

    expect(ids.length).to.be.greaterThan(25);
    expect(ids).to.deep.equal([...new Set(ids)].sort());
  });
});
