import { inflateRawSync } from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import { BufferView } from "../../../../runtime/hashing/buffer-view";
import { hashBytes } from "../../../../runtime/hashing/murmur3";
import { kernelOf } from "./kernel-entry";

/** The `entry_id` that the kernel writes for an entry of these bytes. */
function idOf(bytes: Buffer): string {
  const kernel = kernelOf(bytes);
  const { exports, view } = kernel;
  kernel.isNewEntry(0, bytes.length);
  view.setInt32(exports.fileAt(0), 20_000, true);
  exports.addRow();
  const [rows] = kernel.files();
  exports.encodeEntryIds(rows!.from, rows!.to);
  expect(kernel.page.readUInt32LE(0)).to.equal(32);
  return kernel.page.toString("latin1", 4);
}

describe("entry_id", () => {
  // From mmh3.hash_bytes(text, 0, x64arch=False).hex() of Python's mmh3.
  for (const [text, id] of [
    ["", "00000000000000000000000000000000"],
    ["a", "3c9394a71bb056551bb056551bb05655"],
    ["hello", "a044242bf7de91dbb631db9ab631db9a"],
    ["0123456789abcdef", "09447dfb0ad3ae369b1dad48fd3b2b57"],
    ["0123456789abcdefg", "36981f7f76386b5130c029ac74f3d6f9"],
    ["TicketID=TCK0701000 ℹ️ Zoë 0123456789 0123456789", "8c56b37c7baa5e98b557080693bf648a"],
  ] as const) {
    it(`is MurmurHash3 x86 128 of ${JSON.stringify(text)}`, () => {
      expect(idOf(Buffer.from(text))).to.equal(id);
    });
  }

  it("is the hash that the twin in TypeScript gives, of bytes of every length", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (array) => {
        const bytes = Buffer.from(array);
        const words = new Uint32Array(4);
        hashBytes(new BufferView().of(bytes), 0, bytes.length, words);

        expect(idOf(bytes)).to.equal(Buffer.from(words.buffer).toString("hex"));
      }),
    );
  });

  it("is deflated to what a reader of deflate inflates, of pages of one to many rows", () => {
    for (const rows of [1, 2, 3, 1_000, 16_384]) {
      const kernel = kernelOf(
        Buffer.from(Array.from({ length: rows + 16 }, (_, index) => (index * 193) & 255)),
      );
      const { exports, view } = kernel;
      for (let row = 0; row < rows; row++) {
        kernel.isNewEntry(row, row + 16);
        view.setInt32(exports.fileAt(row), 20_000, true);
        exports.addRow();
      }
      const [file] = kernel.files();
      exports.encodeEntryIds(file!.from, file!.to);
      exports.deflateEntryIds(file!.from, file!.to);

      expect(inflateRawSync(kernel.packedPage).equals(kernel.page), `${rows} rows`).to.equal(true);
      expect(kernel.page.length).to.equal(rows * 36);
      expect(kernel.packedPage.length).to.be.lessThan(rows * 18 + 60);
    }
  });
});
