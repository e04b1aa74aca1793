import { randomBytes } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { Unpacker } from "../../../runtime/logs/unpack";

describe("unpacking a gzip object", () => {
  it("gives the bytes back whole, in however many chunks they come, and adds no listeners with them", async () => {
    const content = randomBytes(4 << 20);
    const warnings: Error[] = [];
    const onWarning = (warning: Error): number => warnings.push(warning);
    process.on("warning", onWarning);

    const unpacked = await Array.fromAsync(new Unpacker().unpack(chunksOf(gzipSync(content), 10_000)));
    await nextTurn();
    process.off("warning", onWarning);

    expect(Buffer.concat(unpacked).equals(content)).to.equal(true);
    expect(warnings).to.deep.equal([]);
  });

  it("gives what came before a cut, and says that it was cut", async () => {
    const content = Buffer.from("entry\n".repeat(50_000));
    const packed = gzipSync(content);
    const unpacker = new Unpacker();

    const unpacked = await Array.fromAsync(unpacker.unpack(chunksOf(packed.subarray(0, -20), 100)));

    expect(unpacker.fault).to.equal("truncated_gzip");
    expect(Buffer.concat(unpacked).equals(content.subarray(0, Buffer.concat(unpacked).length))).to.equal(
      true,
    );
  });
});

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array, void> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}
