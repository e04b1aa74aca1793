import { expect } from "chai";
import { CodedColumn } from "../../../../local/web/columns/coded-column";
import {
  countedValues,
  meanOf,
  percentileOf,
  sortedValues,
  type ValueCounts,
} from "../../../../local/web/columns/distribution";

/** Codes 1, 2 and 3 stand for 40, 10 and 20, in the order in which they were first seen. */
const COLUMN = CodedColumn.EMPTY.grown(0, 4, [40, 10, 20]);

const plain = ({ values, counts, total }: ValueCounts): unknown => ({
  values: [...values],
  counts: [...counts],
  total,
});
const counts = (values: readonly number[], each: readonly number[]): ValueCounts => ({
  values: Float64Array.from(values),
  counts: Uint32Array.from(each),
  total: each.reduce((sum, count) => sum + count, 0),
});

describe("distribution of a column's values by group", () => {
  it("counted, it has the values in order, without the unknown ones", () => {
    const distribution = countedValues(Uint32Array.of(5, 2, 1, 0), COLUMN);

    expect(plain(distribution)).to.deep.equal({ values: [10, 40], counts: [1, 2], total: 3 });
  });

  it("sorted, it has the values of each group in order, without the unknown ones", () => {
    const groups = Uint8Array.of(0, 0, 0, 2, 2, 2);
    const codes = Uint8Array.of(2, 1, 0, 1, 3, 2);

    expect(sortedValues(groups, 3, codes, COLUMN).map(plain)).to.deep.equal([
      { values: [10, 40], counts: [1, 1], total: 2 },
      { values: [], counts: [], total: 0 },
      { values: [10, 20, 40], counts: [1, 1, 1], total: 3 },
    ]);
  });

  it("its mean weighs each value by how often it occurs", () => {
    expect(meanOf(counts([10, 40], [2, 1]))).to.equal(20);
  });

  it("a percentile lies between the two values beside its place", () => {
    // Of 10, 10, 40, 50 the place is 0.9 * 3 = 2.7: 40 + 0.7 * 10.
    expect(percentileOf(counts([10, 40, 50], [2, 1, 1]), 0.9)).to.be.closeTo(47, 1e-9);
  });

  it("nothing has neither", () => {
    const nothing = counts([], []);

    expect([meanOf(nothing), percentileOf(nothing, 0.5)]).to.deep.equal([Number.NaN, Number.NaN]);
  });
});
