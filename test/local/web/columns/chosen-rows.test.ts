import { expect } from "chai";
import { ChosenRows } from "../../../../local/web/columns/chosen-rows";
import { textColumn } from "../../../../local/web/columns/needed-columns";
import { Scratch } from "../../../../local/web/columns/scratch";
import { codedColumn, smallTable } from "./small-table";

const [DAY, LEVEL, PLACE] = [textColumn("day"), textColumn("level"), textColumn("place")];
const PLACES = codedColumn([1, 2, 3, 4, 5, 6], ["a", "b", "c", "d", "e", "f"]);
const COLUMNS = [
  [DAY, codedColumn([1, 1, 2, 3, 3, 3], ["2025-07-01", "2025-07-02", "2025-07-04"])],
  [LEVEL, codedColumn([2, 1, 1, 0, 2, 1], ["INFO", "ERROR"])],
  [PLACE, PLACES],
] as const;

const places = (rows: ChosenRows): string =>
  [...rows.codes(PLACE)].map((code) => PLACES.values[code]).join("");

describe("rows of a table that are chosen", () => {
  for (const [name, runColumns] of [
    ["whose runs are by no column", []],
    ["whose runs are by day", [DAY]],
    ["whose runs are by day and level", [DAY, LEVEL]],
  ] as const) {
    const all = (): ChosenRows => ChosenRows.all(smallTable(COLUMNS, runColumns), new Scratch());

    it(`${name}: all of them, before anything is chosen`, () => {
      expect([places(all()), all().count]).to.deep.equal(["abcdef", 6]);
    });

    it(`${name}: are those with a value that is kept, and none whose value is unknown`, () => {
      const chosen = all().where(LEVEL, (level) => level !== "ERROR");

      expect([places(chosen), chosen.count]).to.deep.equal(["bcf", 3]);
    });

    it(`${name}: are narrowed step by step`, () => {
      const chosen = all()
        .where(DAY, (day) => day <= "2025-07-02")
        .where(LEVEL, (level) => level === "INFO")
        .where(PLACE, (place) => place !== "b");

      expect([places(chosen), chosen.count]).to.deep.equal(["c", 1]);
    });

    it(`${name}: are none where no value is kept`, () => {
      const chosen = all().where(DAY, () => false);

      expect([places(chosen), chosen.count]).to.deep.equal(["", 0]);
    });
  }

  it("are whole runs until they are chosen by what differs within one", () => {
    const byDay = ChosenRows.all(smallTable(COLUMNS, [DAY]), new Scratch()).where(
      DAY,
      (day) => day > "2025-07-01",
    );

    expect(byDay.runs?.count).to.equal(2);
    expect(byDay.where(LEVEL, () => true).runs).to.equal(undefined);
  });
});
