import { expect } from "chai";
import { Scratch } from "../../../../local/web/columns/scratch";

describe("memory for the rows of an answer", () => {
  for (const [size, bytes] of [
    [256, 1],
    [257, 2],
    [65_537, 4],
  ] as const) {
    it(`has ${bytes} bytes a row for ${size} codes, and the length that was asked for`, () => {
      const scratch = new Scratch();

      const room = scratch.take(size, 1_000);
      scratch.release();

      expect([room.BYTES_PER_ELEMENT, room.length]).to.deep.equal([bytes, 1_000]);
    });
  }

  it("is taken again once it was given back", () => {
    const first = new Scratch();
    const { buffer } = first.take(256, 7_000_001);
    first.release();

    const second = new Scratch();
    const again = second.take(65_536, 3_500_000);
    second.release();

    expect(again.buffer).to.equal(buffer);
  });

  it("is of one answer alone until then", () => {
    const [one, other] = [new Scratch(), new Scratch()];

    const rooms = [one.take(256, 10), other.take(256, 10), one.take(256, 10)];
    one.release();
    other.release();

    expect(new Set(rooms.map(({ buffer }) => buffer)).size).to.equal(3);
  });
});
