import { expect } from "chai";
import { Aggregator } from "../../../../local/web/columns/aggregate";
import { ChosenRows } from "../../../../local/web/columns/chosen-rows";
import { CodedColumn } from "../../../../local/web/columns/coded-column";
import type { ColumnTable } from "../../../../local/web/columns/column-table";
import { Scratch } from "../../../../local/web/columns/scratch";

function columnOf(codes: readonly number[], size: number, values: readonly (string | number)[]): CodedColumn {
  const column = CodedColumn.EMPTY.grown(codes.length, size, values);
  column.room.set(codes);
  return column;
}

/** Of more groups than fit into the eight bits of a byte. */
const GROUPS = columnOf([0, 9, 9, 1, 1, 9], 10, []);
const TICKETS = columnOf([1, 2, 2, 2, 0, 3], 4, []);
const MINUTES = columnOf([1, 2, 0, 2, 1, 1], 3, [30, 10]);
const TABLE: ColumnTable = {
  rowCount: 6,
  isByDate: true,
  column: ({ sql }) => (sql === "ticket" ? TICKETS : MINUTES),
};
const ALL = new ChosenRows(0, 6, new Scratch());
const BY_GROUP = { key: "group", codes: GROUPS.codes, count: 10 };

const some = (values: ArrayLike<number>): unknown => [values[0], values[1], values[2], values[9]];

describe("aggregates of chosen rows", () => {
  it("count rows, by group and all together", () => {
    const aggregator = new Aggregator(TABLE, ALL);

    expect(some(aggregator.compute({ kind: "rows" }, BY_GROUP))).to.deep.equal([1, 2, 0, 3]);
    expect([...Array.from(aggregator.compute({ kind: "rows" }))]).to.deep.equal([6]);
  });

  it("count what is known, and each distinct value once", () => {
    const aggregator = new Aggregator(TABLE, ALL);

    const known = aggregator.compute({ kind: "count", expression: "ticket" }, BY_GROUP);
    const distinct = aggregator.compute({ kind: "distinct", expression: "ticket" }, BY_GROUP);

    expect(some(known)).to.deep.equal([1, 1, 0, 3]);
    expect(some(distinct)).to.deep.equal([1, 1, 0, 2]);
  });

  for (const isGroupedFirst of [true, false]) {
    it(`are the same all together, ${isGroupedFirst ? "after" : "without"} those by group`, () => {
      const aggregator = new Aggregator(TABLE, ALL);
      if (isGroupedFirst) {
        aggregator.compute({ kind: "distinct", expression: "ticket" }, BY_GROUP);
        aggregator.compute({ kind: "mean", expression: "minutes" }, BY_GROUP);
      }

      const distinct = aggregator.compute({ kind: "distinct", expression: "ticket" });
      const mean = aggregator.compute({ kind: "mean", expression: "minutes" });
      const median = aggregator.compute({ kind: "percentile", expression: "minutes", share: 0.5 });

      expect([distinct[0], mean[0], median[0]]).to.deep.equal([3, 22, 30]);
    });
  }

  it("have no mean where every value is unknown", () => {
    const aggregator = new Aggregator(TABLE, new ChosenRows(2, 3, new Scratch()));
    const grouping = { ...BY_GROUP, codes: GROUPS.codes.subarray(2, 3) as Uint8Array<ArrayBuffer> };

    const mean = aggregator.compute({ kind: "mean", expression: "minutes" }, grouping);

    expect(mean[9]).to.deep.equal(Number.NaN);
  });
});
