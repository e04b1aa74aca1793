import { expect } from "chai";
import { changedCode } from "../../../../delivery/preview-report/findings/changed-code";
import { plain, update } from "../preview-text";

const FUNCTION = "aws:lambda/function:Function";
const SIGNATURE = "4dabf18193072939515e22adb298388d";

function archive(files: Record<string, string>): object {
  const assets = Object.entries(files).map(([name, hash]) => [
    name,
    { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17", hash, path: `/tmp/${Math.random()}` },
  ]);
  return { [SIGNATURE]: "0def7320c3a5731c473e5ecbe6d01bc7", assets: Object.fromEntries(assets) };
}

describe("changed code", () => {
  it("is told with the files of the archive that differ", () => {
    const before = { code: archive({ "__index.js": "a", "old.js": "b", "same.js": "c" }) };
    const after = { code: archive({ "__index.js": "x", "new.js": "b", "same.js": "c" }) };

    expect(plain(changedCode(update(FUNCTION, before, after)))).to.deep.equal([
      "**Function** «it» runs **other code**: «__index.js», «new.js (new)», «old.js (gone)»",
    ]);
  });

  it("is not told where the same files lie elsewhere", () => {
    const files = { "__index.js": "a" };

    expect(changedCode(update(FUNCTION, { code: archive(files) }, { code: archive(files) }))).to.deep.equal(
      [],
    );
  });

  it("is told of an image, a package in a bucket, a handler, a runtime", () => {
    const before = { imageUri: "i:1", s3Key: "a.zip", handler: "a.b", runtime: "nodejs22.x" };
    const after = { imageUri: "i:2", s3Key: "b.zip", handler: "a.c", runtime: "nodejs24.x" };

    expect(plain(changedCode(update(FUNCTION, before, after)))).to.deep.equal([
      "**Function** «it» runs **other code** («imageUri», «s3Key», «handler», «runtime»)",
    ]);
  });

  it("is not told of a function's memory", () => {
    expect(changedCode(update(FUNCTION, { memorySize: 512 }, { memorySize: 1_024 }))).to.deep.equal([]);
  });

  it("is told of a script that a job takes from a bucket", () => {
    const step = update(
      "aws:s3/bucketObjectv2:BucketObjectv2",
      { source: archive({ a: "1" }) },
      { source: archive({ a: "2" }) },
    );

    const found = changedCode({ ...step, name: "glue/extract_tickets.py" });

    expect(plain(found)).to.deep.equal([
      "**BucketObjectv2** «glue/extract_tickets.py» is **other code**, run by what reads it («source»)",
    ]);
  });
});
