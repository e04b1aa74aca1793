import { readdir } from "node:fs/promises";
import { expect } from "chai";
import fc from "fast-check";
import { HashFile } from "../../../runtime/hashing/hash-file";
import { OrderedHashSet } from "../../../runtime/hashing/ordered-hash-set";
import { SpillingHashSet } from "../../../runtime/hashing/spilling-hash-set";
import { eachHasFolder } from "../../fixtures/temporary-folder";

/** Any hash; and such as share slots, belong to the last slots of a table, or have a last word of 0. */
const hash = fc.tuple(
  fc.oneof(fc.nat(3), fc.integer({ min: 0xfffffff0, max: 0xffffffff }), fc.nat(0xffffffff)),
  fc.oneof(fc.nat(3), fc.nat(0xffffffff)),
);

describe("a set of hashes that spills", () => {
  let folder: string;

  eachHasFolder((path) => {
    folder = path;
  });

  it("behaves like a Set, whatever lies in files", () => {
    fc.assert(
      fc.property(fc.array(hash, { maxLength: 200 }), fc.integer({ min: 1, max: 60 }), (hashes, most) => {
        const set = new SpillingHashSet(most, folder);
        const model = new Set<string>();
        try {
          for (const [first, second] of hashes) {
            const key = `${first} ${second || 1}`;
            expect(set.add(first, second)).to.equal(!model.has(key));
            model.add(key);
          }
        } finally {
          set.close();
        }
      }),
    );
  });

  it("says of a batch what it says of its hashes one by one, also of those that are in it twice", () => {
    fc.assert(
      fc.property(fc.array(fc.array(hash, { maxLength: 20 }), { maxLength: 10 }), (batches) => {
        const together = new SpillingHashSet(30, folder);
        const single = new SpillingHashSet(30, folder);
        try {
          for (const batch of batches) {
            const words = Uint32Array.from([9, ...batch.flatMap(([first, second]) => [first, second, 7, 8])]);
            const isNew = new Uint8Array(batch.length + 1).fill(9);
            together.markNew(words, 1, isNew, batch.length);

            const expected = batch.map(([first, second]) => (single.add(first, second) ? 1 : 0));
            expect([...isNew]).to.deep.equal([...expected, 9]);
            expect(together.size).to.equal(single.size);
          }
        } finally {
          together.close();
          single.close();
        }
      }),
    );
  });

  it("finds every hash of a full table, also those that are crowded out of its last slots", () => {
    const full = new OrderedHashSet();
    const crowded = Array.from({ length: 600 }, (_, index) => [0xffffffff - (index % 3), index + 1] as const);
    for (const [first, second] of crowded) full.add(first, second);
    const file = new HashFile(full.table, folder);

    const missing = crowded.filter(([first, second]) => !file.has(first, second));
    const strange = crowded.filter(([first, second]) => file.has(first, second + 600));
    file.close();

    expect(missing).to.deep.equal([]);
    expect(strange).to.deep.equal([]);
  });

  it("leaves nothing in its folder, not even while it is used", async () => {
    const set = new SpillingHashSet(2, folder);
    for (let index = 0; index < 7; index++) set.add(index, 1);

    const names = await readdir(folder);
    set.close();

    expect(names).to.deep.equal([]);
  });
});
