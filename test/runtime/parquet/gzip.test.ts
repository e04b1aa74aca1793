import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import { Gzipper, storedMember } from "../../../runtime/parquet/gzip";

describe("a gzip member", () => {
  let gzipper: Gzipper;

  beforeEach(() => {
    gzipper = new Gzipper(1);
  });
  afterEach(() => gzipper.close());

  it("holds what was compressed, whatever was compressed before and is while it waits", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 5_000, size: "max" }), { minLength: 1, maxLength: 8 }),
        async (pages) => {
          const members = await Promise.all(pages.map((page) => gzipper.compress(page)));

          expect(members.map((member) => new Uint8Array(gunzipSync(member)))).to.deep.equal(pages);
        },
      ),
    );
  });

  it("does not refer to the one before, though they are the same", async () => {
    const page = Buffer.from("the same text in two members".repeat(100));

    const [first, second] = await Promise.all([gzipper.compress(page), gzipper.compress(page)]);

    expect(second.equals(first)).to.equal(true);
  });

  it("of many times the output buffer is whole", async () => {
    const page = Buffer.from(Array.from({ length: 3_000_000 }, (_, index) => (index * 2_654_435_761) >>> 24));

    const member = await gzipper.compress(page);

    expect(gunzipSync(member).equals(page)).to.equal(true);
  });

  it("is refused once the gzipper is closed", async () => {
    gzipper.close();

    const fault = await gzipper.compress(Buffer.from("late")).catch((error: unknown) => error);

    expect(fault).to.be.instanceOf(Error);
  });

  it("of bytes as they are holds them", () => {
    for (const length of [0, 1, 99, 65_535]) {
      const page = Buffer.alloc(length, "ä");

      expect(gunzipSync(storedMember(page)).equals(page), String(length)).to.equal(true);
    }
  });
});
