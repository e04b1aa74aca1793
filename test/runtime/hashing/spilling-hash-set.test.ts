import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { HashFile } from "../../../runtime/hashing/hash-file";
import { HashSet } from "../../../runtime/hashing/hash-set";
import { SpillingHashSet } from "../../../runtime/hashing/spilling-hash-set";

/** Any hash; and such as share slots, begin at the last slots of a table, or have a last word of 0. */
const hash = fc
  .tuple(
    fc.oneof(fc.nat(3), fc.integer({ min: 1020, max: 1023 }), fc.nat(0xffffffff)),
    fc.oneof(fc.nat(3), fc.nat(0xffffffff)),
  )
  .map((words) => Uint32Array.from(words));

describe("a set of hashes that spills", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "careplus-spill-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("behaves like a Set, whatever lies in files", () => {
    fc.assert(
      fc.property(fc.array(hash, { maxLength: 200 }), fc.integer({ min: 1, max: 60 }), (hashes, most) => {
        const set = new SpillingHashSet(0, most, folder);
        const model = new Set<string>();
        try {
          for (const words of hashes) {
            const key = `${words[0]} ${words[1] || 1}`;
            expect(set.add(words)).to.equal(!model.has(key));
            model.add(key);
          }
        } finally {
          set.close();
        }
      }),
    );
  });

  it("finds every hash of a full table, also those that its end pushed to its beginning", () => {
    const full = new HashSet(2);
    const crowded = Array.from({ length: 600 }, (_, index) => Uint32Array.of(1000 + (index % 3), index + 1));
    for (const words of crowded) full.add(words);
    const file = new HashFile(full.table, folder);

    const missing = crowded.filter((words) => !file.has(words[0] as number, words[1] as number));
    const strange = crowded.filter((words) => file.has(words[0] as number, (words[1] as number) + 600));
    file.close();

    expect(missing).to.deep.equal([]);
    expect(strange).to.deep.equal([]);
  });

  it("leaves nothing in its folder, not even while it is used", async () => {
    const set = new SpillingHashSet(0, 2, folder);
    for (let index = 0; index < 7; index++) set.add(Uint32Array.of(index, 1));

    const names = await readdir(folder);
    set.close();

    expect(names).to.deep.equal([]);
  });
});
