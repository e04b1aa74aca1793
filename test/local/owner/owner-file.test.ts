import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { findOwner, removeOwner, writeOwner } from "../../../local/owner/owner-file";
import { eachHasFolder } from "../../fixtures/temporary-folder";

describe("the file that says who owns a state folder", () => {
  let folder: string;

  eachHasFolder((path) => {
    folder = path;
  });

  it("gives back a living owner, the newest one, and leaves no draft", async () => {
    const first = { pid: process.pid, url: "http://127.0.0.1:1", token: "one" };
    const second = { pid: process.pid, url: "http://127.0.0.1:2", token: "two" };
    await writeOwner(folder, first);
    await writeOwner(folder, second);

    expect(await findOwner(folder)).to.deep.equal(second);
    expect(await readdir(folder)).to.deep.equal(["owner.json"]);
  });

  it("can be removed when it is not there", async () => {
    await removeOwner(folder);

    expect(await findOwner(folder)).to.equal(undefined);
  });

  // A power cut can leave a file without its bytes; no process number below 1 is a single process to kill(2).
  for (const text of [
    "",
    '{"pid":',
    "null",
    "[]",
    "{}",
    `{"pid":${process.pid}}`,
    '{"pid":0,"url":"http://127.0.0.1:1","token":"t"}',
    '{"pid":-1,"url":"http://127.0.0.1:1","token":"t"}',
    `{"pid":"${process.pid}","url":"http://127.0.0.1:1","token":"t"}`,
  ]) {
    it(`names none when it holds ${JSON.stringify(text).replaceAll(String(process.pid), "<pid>")}`, async () => {
      await writeFile(join(folder, "owner.json"), text);

      expect(await findOwner(folder)).to.equal(undefined);
    });
  }
});
