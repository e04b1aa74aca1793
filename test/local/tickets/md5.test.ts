import { createHash } from "node:crypto";
import { expect } from "chai";
import { hashMd5 } from "../../../local/tickets/md5";

describe("the hash of a row", () => {
  for (const record of ["", "abc", 'TCK0701000,2025-07-01 00:13,,"",é 😀', "x".repeat(1_000)]) {
    it(`is the MD5 of its record (${record.length} characters)`, () => {
      const words = new Uint32Array(4);

      hashMd5(Buffer.from(record), words);

      const expected = createHash("md5").update(record).digest("hex");
      expect(Buffer.from(words.buffer).toString("hex")).to.equal(expected);
    });
  }
});
