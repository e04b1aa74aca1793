import { expect } from "chai";
import { BufferView } from "../../../runtime/hashing/buffer-view";
import { hashBytes } from "../../../runtime/hashing/murmur3";
import { writeEntryId } from "../../../runtime/logs/entry-id";

const idOf = (text: string): string => {
  const words = new Uint32Array(4);
  const bytes = Buffer.from(text);
  hashBytes(new BufferView().of(Buffer.from(bytes)), 0, bytes.length, words);
  const id = Buffer.alloc(32);
  writeEntryId(words, new DataView(id.buffer, id.byteOffset, id.length));
  return id.toString();
};

describe("entryId", () => {
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
      expect(idOf(text)).to.equal(id);
    });
  }
});
