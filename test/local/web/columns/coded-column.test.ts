import { expect } from "chai";
import { CodedColumn } from "../../../../local/web/columns/coded-column";

describe("a coded column", () => {
  it("leaves the shorter one it grew from as it was", () => {
    const short = CodedColumn.EMPTY.grown(2, 3, ["b", "a"]);
    short.room.set([1, 2]);

    const long = short.grown(1, 4, ["c"]);
    long.room.set([3], 2);

    expect([...short.codes]).to.deep.equal([1, 2]);
    expect(short.values).to.deep.equal([null, "b", "a"]);
    expect([...long.codes]).to.deep.equal([1, 2, 3]);
  });

  it("lists its codes by their values, text by its signs and numbers by their size", () => {
    const text = CodedColumn.EMPTY.grown(0, 4, ["b", "B", "a"]);
    const numbers = CodedColumn.EMPTY.grown(0, 4, [10, 9, 100]);

    expect([...text.order]).to.deep.equal([2, 3, 1]);
    expect([...numbers.order]).to.deep.equal([2, 1, 3]);
  });

  for (const [size, bytes] of [
    [256, 1],
    [257, 2],
    [65_536, 2],
    [65_537, 4],
  ] as const) {
    it(`takes ${bytes} bytes a row for ${size} codes, and keeps the codes that it had`, () => {
      const narrow = CodedColumn.EMPTY.grown(1, 2, []);
      narrow.room.set([1]);

      const column = narrow.grown(1, size, []);
      column.room.set([size - 1], 1);

      expect(column.codes.BYTES_PER_ELEMENT).to.equal(bytes);
      expect([...column.codes]).to.deep.equal([1, size - 1]);
    });
  }
});
