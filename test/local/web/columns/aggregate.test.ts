import { expect } from "chai";
import { Aggregator } from "../../../../local/web/columns/aggregate";
import { ChosenRows } from "../../../../local/web/columns/chosen-rows";
import { Grouping } from "../../../../local/web/columns/grouping";
import { type NeededColumn, textColumn } from "../../../../local/web/columns/needed-columns";
import { Scratch } from "../../../../local/web/columns/scratch";
import { codedColumn, smallTable } from "./small-table";

const [GROUP, DAY, PLACE] = [textColumn("group"), textColumn("day"), textColumn("place")];
const COLUMNS = [
  // Of more groups than fit into the eight bits of a byte.
  [GROUP, codedColumn([0, 9, 9, 1, 1, 9], [], 10)],
  [DAY, codedColumn([1, 1, 2, 2, 2, 2], ["2025-07-01", "2025-07-02"])],
  [PLACE, codedColumn([1, 2, 3, 4, 5, 6], ["a", "b", "c", "d", "e", "f"])],
  [{ sql: "ticket", kind: "code" }, codedColumn([1, 2, 2, 2, 0, 3], [], 4)],
  [{ sql: "minutes", kind: "number" }, codedColumn([1, 2, 0, 2, 1, 1], [30, 10])],
] as const satisfies (readonly [NeededColumn, unknown])[];

const some = (values: ArrayLike<number>): unknown => [values[0], values[1], values[2], values[9]];

for (const [name, runColumns] of [
  ["of which no column makes runs", []],
  ["in runs by group", [GROUP]],
  ["in runs by day and group", [DAY, GROUP]],
  ["in runs by group and what is counted", [GROUP, COLUMNS[3][0], COLUMNS[4][0]]],
] as const) {
  describe(`aggregates of chosen rows ${name}`, () => {
    const table = smallTable(COLUMNS, runColumns);
    const all = ChosenRows.all(table, new Scratch());
    const byGroup = new Grouping(table, all, GROUP);

    it("count rows, by group and all together", () => {
      const aggregator = new Aggregator(table, all);

      expect(some(aggregator.compute({ kind: "rows" }, byGroup))).to.deep.equal([1, 2, 0, 3]);
      expect([...Array.from(aggregator.compute({ kind: "rows" }))]).to.deep.equal([6]);
    });

    it("count what is known, and each distinct value once", () => {
      const aggregator = new Aggregator(table, all);

      const known = aggregator.compute({ kind: "count", expression: "ticket" }, byGroup);
      const distinct = aggregator.compute({ kind: "distinct", expression: "ticket" }, byGroup);

      expect(some(known)).to.deep.equal([1, 1, 0, 3]);
      expect(some(distinct)).to.deep.equal([1, 1, 0, 2]);
    });

    for (const isGroupedFirst of [true, false]) {
      it(`are the same all together, ${isGroupedFirst ? "after" : "without"} those by group`, () => {
        const aggregator = new Aggregator(table, all);
        if (isGroupedFirst) {
          aggregator.compute({ kind: "distinct", expression: "ticket" }, byGroup);
          aggregator.compute({ kind: "mean", expression: "minutes" }, byGroup);
        }

        const distinct = aggregator.compute({ kind: "distinct", expression: "ticket" });
        const mean = aggregator.compute({ kind: "mean", expression: "minutes" });
        const median = aggregator.compute({ kind: "percentile", expression: "minutes", share: 0.5 });

        expect([distinct[0], mean[0], median[0]]).to.deep.equal([3, 22, 30]);
      });
    }

    it("have no mean where every value is unknown", () => {
      const rows = all.where(PLACE, (place) => place === "c");
      const aggregator = new Aggregator(table, rows);

      const mean = aggregator.compute(
        { kind: "mean", expression: "minutes" },
        new Grouping(table, rows, GROUP),
      );

      expect(mean[9]).to.deep.equal(Number.NaN);
    });
  });
}
