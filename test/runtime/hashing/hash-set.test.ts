import { expect } from "chai";
import fc from "fast-check";
import { HashList } from "../../../local/tickets/hash-list";
import { HashSet } from "../../../runtime/hashing/hash-set";

/** Hashes that differ in few bits, so that many share a slot. */
const hash = fc.tuple(fc.nat(7), fc.nat(1), fc.nat(1), fc.nat(3)).map((words) => Uint32Array.from(words));

describe("a set of hashes", () => {
  it("behaves like a Set, while it grows too", () => {
    fc.assert(
      fc.property(fc.array(hash), (hashes) => {
        const set = new HashSet(4);
        const model = new Set<string>();
        for (const words of hashes) {
          // 0 marks a free slot: a last word of 0 is kept as 1.
          const key = [...words.slice(0, 3), words[3] || 1].join();
          expect(set.has(words)).to.equal(model.has(key));
          expect(set.add(words)).to.equal(!model.has(key));
          model.add(key);
          expect(set.size).to.equal(model.size);
        }
      }),
    );
  });

  it("finds all of 100,000 hashes after growing from nothing", () => {
    const set = new HashSet(4);
    const at = (index: number): Uint32Array => Uint32Array.of(index * 2_654_435_761, index, ~index, index);

    for (let index = 0; index < 100_000; index++) set.add(at(index));

    expect(set.size).to.equal(100_000);
    for (let index = 0; index < 100_000; index++) expect(set.has(at(index))).to.equal(true);
    expect(set.has(at(100_000))).to.equal(false);
  });
});

describe("a set of short hashes", () => {
  it("behaves like a Set", () => {
    const short = fc.tuple(fc.nat(7), fc.integer({ min: 1, max: 3 })).map((words) => Uint32Array.from(words));

    fc.assert(
      fc.property(fc.array(short), (hashes) => {
        const set = new HashSet(2);
        for (const words of hashes) set.add(words);

        expect(set.size).to.equal(new Set(hashes.map((words) => words.join())).size);
        for (const words of hashes) expect(set.has(words)).to.equal(true);
        expect(set.has(Uint32Array.of(8, 1))).to.equal(false);
      }),
    );
  });
});

describe("a list of hashes", () => {
  it("gives them back as lines of hex digits, in order, over the ends of its chunks", () => {
    const list = new HashList();
    const count = 2 * 65_536 + 3;
    for (let index = 0; index < count; index++) list.add(Uint32Array.of(index, 0, 0, index));

    const lines = Buffer.concat([...list.lines()])
      .toString()
      .split("\n");

    expect(list.size).to.equal(count);
    expect(lines).to.have.length(count + 1);
    expect(lines[0x012345]).to.equal("45230100000000000000000045230100");
    for (let index = 0; index < count; index++)
      expect(Buffer.from(lines[index]!, "hex").readUInt32LE(12)).to.equal(index);
  });

  it("is empty at first", () => {
    expect([...new HashList().lines()]).to.deep.equal([]);
    expect(new HashList().size).to.equal(0);
  });
});
