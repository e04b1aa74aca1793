import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { LogFolder } from "../../../local/store/log-folder";
import { temporaryFolder } from "../../fixtures/careplus";

describe("the folder of log files", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let logs: LogFolder;

  beforeEach(async () => {
    folder = await temporaryFolder();
    logs = new LogFolder(folder.path);
  });
  afterEach(() => folder.remove());

  it("lists .log and .log.gz files of every depth in the order of their keys", async () => {
    await mkdir(join(folder.path, "host 2/old"), { recursive: true });
    for (const name of ["b.log", "a.log.gz", "host 2/c.log", "host 2/old/d.log", "e.txt", "f.log.1", "log"]) {
      await writeFile(join(folder.path, name), name);
    }

    const { objects, unreadable } = await logs.list();

    expect(objects.map(({ key }) => key)).to.deep.equal([
      "logs/a.log.gz",
      "logs/b.log",
      "logs/host 2/c.log",
      "logs/host 2/old/d.log",
    ]);
    expect(objects.map(({ sizeBytes }) => sizeBytes)).to.deep.equal([8, 5, 12, 16]);
    expect(unreadable).to.deep.equal([]);
  });

  it("tells in a sentence of a folder named like a log file and of a link to nothing, and lists the rest", async () => {
    await writeFile(join(folder.path, "a.log"), "");
    await mkdir(join(folder.path, "folder.log"));
    await symlink(join(folder.path, "nowhere"), join(folder.path, "link.log"));

    const { objects, unreadable } = await logs.list();

    expect(objects.map(({ key }) => key)).to.deep.equal(["logs/a.log"]);
    expect(unreadable).to.have.length(2);
    expect(unreadable[0]).to.equal("logs/folder.log is no file");
    expect(unreadable[1]).to.match(/^logs\/link\.log could not be read: /);
  });

  it("follows a link to a log file elsewhere", async () => {
    await writeFile(join(folder.path, "target"), "x");
    await symlink(join(folder.path, "target"), join(folder.path, "link.log"));

    const { objects } = await logs.list();

    expect(objects.map(({ key, sizeBytes }) => [key, sizeBytes])).to.deep.equal([["logs/link.log", 1]]);
  });

  it("reads any range of a file, an empty one too", async () => {
    await writeFile(join(folder.path, "a.log"), "0123456789");

    expect(await text(logs.read("logs/a.log", { firstByte: 4 }))).to.equal("456789");
    expect(await text(logs.read("logs/a.log", { firstByte: 4, endByte: 6 }))).to.equal("45");
    expect(await text(logs.read("logs/a.log", { firstByte: 4, endByte: 4 }))).to.equal("");
  });

  it("names a folder that is not there", async () => {
    const listed = await new LogFolder(join(folder.path, "nowhere")).list().catch((error: Error) => error);

    expect(listed).to.have.property("code", "no_log_folder");
  });
});
