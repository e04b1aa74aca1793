import { expect } from "chai";
import { ChosenRows } from "../../../../local/web/columns/chosen-rows";
import { CodedColumn } from "../../../../local/web/columns/coded-column";
import { Scratch } from "../../../../local/web/columns/scratch";

function columnOf(codes: readonly number[], values: readonly string[]): CodedColumn {
  const column = CodedColumn.EMPTY.grown(codes.length, values.length + 1, values);
  column.room.set(codes);
  return column;
}

const DAYS = columnOf([1, 1, 2, 3, 3, 3], ["2025-07-01", "2025-07-02", "2025-07-04"]);
const LEVELS = columnOf([2, 1, 1, 0, 2, 1], ["INFO", "ERROR"]);
const PLACES = columnOf([1, 2, 3, 4, 5, 6], ["a", "b", "c", "d", "e", "f"]);
const ALL = new ChosenRows(0, 6, new Scratch());

const places = (rows: ChosenRows): string =>
  [...rows.codes(PLACES)].map((code) => PLACES.values[code]).join("");

describe("rows of a table that are chosen", () => {
  for (const [from, to, expected] of [
    ["2025-07-02", undefined, "cdef"],
    [undefined, "2025-07-02", "abc"],
    ["2025-07-02", "2025-07-03", "c"],
    ["2025-07-03", "2025-07-03", ""],
    ["2025-06-01", "2025-08-01", "abcdef"],
    ["2025-08-01", undefined, ""],
  ] as const) {
    it(`of rows by date, those from ${from ?? "the first"} to ${to ?? "the last"} day are ${expected || "none"}`, () => {
      expect(places(ALL.between(DAYS, from, to))).to.equal(expected);
    });
  }

  it("are those with a value that is kept, and none whose value is unknown", () => {
    const chosen = ALL.where(LEVELS, (level) => level !== "ERROR");

    expect([places(chosen), chosen.count]).to.deep.equal(["bcf", 3]);
  });

  it("are narrowed step by step", () => {
    const chosen = ALL.between(DAYS, undefined, "2025-07-02")
      .where(LEVELS, (level) => level === "INFO")
      .where(PLACES, (place) => place !== "b");

    expect(places(chosen)).to.equal("c");
  });
});
