import { expect } from "chai";
import { ChosenRows } from "../../../../local/web/columns/chosen-rows";
import { Grouping } from "../../../../local/web/columns/grouping";
import { textColumn } from "../../../../local/web/columns/needed-columns";
import { Scratch } from "../../../../local/web/columns/scratch";
import { codedColumn, smallTable } from "./small-table";

const [DAY, LEVEL] = [textColumn("day"), textColumn("level")];
const COLUMNS = [
  [DAY, codedColumn([1, 1, 2, 2], ["2025-07-01", "2025-07-02"])],
  [LEVEL, codedColumn([1, 1, 0, 2], ["INFO", "ERROR"])],
] as const;

describe("a grouping of chosen rows", () => {
  it("by two columns has a group for each pair of their codes", () => {
    const table = smallTable(COLUMNS, [DAY, LEVEL]);
    const grouping = new Grouping(table, ChosenRows.all(table, new Scratch()), DAY, LEVEL);

    expect(grouping.count).to.equal(9);
    expect([...grouping.ofRows()]).to.deep.equal([4, 4, 6, 8]);
    expect([...grouping.ofRuns()!]).to.deep.equal([4, 6, 8]);
  });

  it("has no group for a run whose rows differ", () => {
    const table = smallTable(COLUMNS, [DAY]);
    const rows = ChosenRows.all(table, new Scratch());

    expect([...new Grouping(table, rows, DAY).ofRuns()!]).to.deep.equal([1, 2]);
    expect(new Grouping(table, rows, LEVEL).ofRuns()).to.equal(undefined);
    expect(new Grouping(table, rows, DAY, LEVEL).ofRuns()).to.equal(undefined);
  });

  it("has its own key for each pair of columns", () => {
    const table = smallTable(COLUMNS, []);
    const rows = ChosenRows.all(table, new Scratch());
    const keys = [[DAY], [LEVEL], [DAY, LEVEL], [LEVEL, DAY]].map(
      ([outer, inner]) => new Grouping(table, rows, outer!, inner).key,
    );

    expect(new Set(keys).size).to.equal(4);
  });
});
