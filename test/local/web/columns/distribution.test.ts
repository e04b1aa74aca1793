import { expect } from "chai";
import { countCells, meanOf, percentileOf, sortedCells } from "../../../../local/web/columns/distribution";

const COLUMN = { codes: Uint8Array.of(1, 3, 0, 3, 2, 1), size: 4, values: [null, 10, 20, 40] };
const GROUPED = {
  rows: Uint32Array.of(0, 1, 2, 3, 4, 5),
  groups: Uint32Array.of(0, 0, 0, 2, 2, 2),
  groupCount: 3,
};

describe("distribution of a column's values by group", () => {
  for (const [name, distribute] of [
    ["counted", countCells],
    ["sorted", sortedCells],
  ] as const) {
    it(`${name}, it has the values of each group in order, without the unknown ones`, () => {
      expect(distribute(GROUPED, COLUMN)).to.deep.equal([
        { values: [10, 40], counts: [1, 1], total: 2 },
        { values: [], counts: [], total: 0 },
        { values: [10, 20, 40], counts: [1, 1, 1], total: 3 },
      ]);
    });
  }

  it("its mean weighs each value by how often it occurs", () => {
    expect(meanOf({ values: [10, 40], counts: [2, 1], total: 3 })).to.equal(20);
  });

  it("a percentile lies between the two values beside its place", () => {
    // Of 10, 10, 40, 50 the place is 0.9 * 3 = 2.7: 40 + 0.7 * 10.
    expect(percentileOf({ values: [10, 40, 50], counts: [2, 1, 1], total: 4 }, 0.9)).to.be.closeTo(47, 1e-9);
  });

  it("nothing has neither", () => {
    const nothing = { values: [], counts: [], total: 0 };

    expect([meanOf(nothing), percentileOf(nothing, 0.5)]).to.deep.equal([Number.NaN, Number.NaN]);
  });
});
