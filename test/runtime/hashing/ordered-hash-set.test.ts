import { expect } from "chai";
import fc from "fast-check";
import { OrderedHashSet } from "../../../runtime/hashing/ordered-hash-set";

/** Any hash; and such as share slots, belong to the first or the last slots, or have a last word of 0. */
const hash = fc.tuple(
  fc.oneof(fc.nat(3), fc.integer({ min: 0xfffffff0, max: 0xffffffff }), fc.nat(0xffffffff)),
  fc.oneof(fc.nat(40), fc.nat(0xffffffff)),
);

/** Numbers that are spread as hashes are. */
const spread = (index: number): number => Math.imul(index, 2_654_435_761) >>> 0;

describe("an ordered set of hashes", () => {
  it("behaves like a Set, while it grows too, by itself or ahead", () => {
    const hashLists = fc.array(hash, { maxLength: 3_000, size: "max" });
    fc.assert(
      fc.property(hashLists, fc.nat(3_000), fc.nat(9_000), (hashes, reservedAt, reserved) => {
        const set = new OrderedHashSet();
        const model = new Set<string>();
        for (const [index, [first, second]] of hashes.entries()) {
          if (index === reservedAt) set.reserve(reserved);
          // 0 marks a free slot: a last word of 0 is kept as 1.
          const key = `${first} ${second || 1}`;
          expect(set.add(first, second)).to.equal(!model.has(key));
          model.add(key);
        }

        expect(set.size).to.equal(model.size);
        for (const [first, second] of hashes) expect(set.add(first, second)).to.equal(false);
      }),
      { numRuns: 50 },
    );
  });

  it("does not grow on the way to the size that was told", () => {
    const set = new OrderedHashSet();
    for (let index = 0; index < 1_000; index++) set.add(spread(index), index);

    set.reserve(50_000);
    const { capacity } = set.table;
    for (let index = 1_000; index < 50_000; index++) set.add(spread(index), index);

    expect(set.size).to.equal(50_000);
    expect(set.table.capacity).to.equal(capacity);
  });

  it("takes words as signed numbers too", () => {
    const set = new OrderedHashSet();

    set.add(-1, -2);

    expect(set.add(0xffffffff, 0xfffffffe)).to.equal(false);
  });

  it("finds all hashes that belong to its last slot, however often it grows", () => {
    const set = new OrderedHashSet();

    for (let index = 1; index <= 9_000; index++) set.add(0xffffffff, index);

    expect(set.size).to.equal(9_000);
    for (let index = 1; index <= 9_000; index++) expect(set.add(0xffffffff, index)).to.equal(false);
  });

  it("takes at most 20 bytes a hash at every size, the moment of growth included", () => {
    const set = new OrderedHashSet();
    let most = 0;

    for (let size = 1; size <= 500_000; size++) {
      set.add(spread(size), size);
      // Below, a page of memory and the first capacity count.
      if (size > 10_000) most = Math.max(most, set.table.slots.byteLength / size);
    }

    expect(most).to.be.lessThan(20);
  });

  it("is empty once it is cleared", () => {
    const set = new OrderedHashSet();
    for (let index = 0; index < 5_000; index++) set.add(spread(index), index);

    set.clear();

    expect(set.size).to.equal(0);
    for (let index = 0; index < 5_000; index++) expect(set.add(spread(index), index)).to.equal(true);
  });
});
