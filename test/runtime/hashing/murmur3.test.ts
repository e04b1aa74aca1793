import { expect } from "chai";
import fc from "fast-check";
import { BufferView } from "../../../runtime/hashing/buffer-view";
import { hashBytes } from "../../../runtime/hashing/murmur3";

/** The four words in hex, each printed as a number. */
function hashOf(bytes: Uint8Array, start = 0, end = bytes.length): string {
  const out = new Uint32Array(4);
  hashBytes(new BufferView().of(Buffer.from(bytes)), start, end, out);
  return [...out].map((word) => word.toString(16).padStart(8, "0")).join("");
}

describe("MurmurHash3 x86 128", () => {
  // Computed with mmh3 5.x, which wraps the reference implementation in C++.
  const published: readonly [text: string, hash: string][] = [
    ["", "00000000000000000000000000000000"],
    ["a", "a794933c5556b01b5556b01b5556b01b"],
    ["hello", "2b2444a0db91def79adb31b69adb31b6"],
    ["I will not buy this record, it is scratched.", "a0a9683b25ac5e40d9af2895890dddf5"],
    ["The quick brown fox jumps over the lazy dog", "2f1583c3ecee2c675d7bf66ce5e91d2c"],
  ];
  for (const [text, hash] of published) {
    it(`of "${text}" is the reference's value`, () => {
      expect(hashOf(Buffer.from(text))).to.equal(hash);
    });
  }

  it("depends on the bytes between start and end only", () => {
    const parts = fc.tuple(fc.uint8Array(), fc.uint8Array({ maxLength: 70 }), fc.uint8Array());

    fc.assert(
      fc.property(parts, ([before, bytes, after]) => {
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
