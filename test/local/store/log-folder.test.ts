import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { LogFolder } from "../../../local/store/log-folder";
import { eachHasFolder } from "../../fixtures/temporary-folder";

describe("the folder of log files", () => {
  let folder: string;
  let logs: LogFolder;

  eachHasFolder((path) => {
    folder = path;
    logs = new LogFolder(path);
  });

  it("lists .log and .log.gz files of every depth in the order of their keys", async () => {
    await mkdir(join(folder, "host 2/old"), { recursive: true });
    for (const name of ["b.log", "a.log.gz", "host 2/c.log", "host 2/old/d.log", "e.txt", "f.log.1", "log"]) {
      await writeFile(join(folder, name), name);
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
    await writeFile(join(folder, "a.log"), "");
    await mkdir(join(folder, "folder.log"));
    await symlink(join(folder, "nowhere"), join(folder, "link.log"));

    const { objects, unreadable } = await logs.list();

    expect(objects.map(({ key }) => key)).to.deep.equal(["logs/a.log"]);
    expect(unreadable).to.have.length(2);
    expect(unreadable[0]).to.equal("logs/folder.log is no file");
    expect(unreadable[1]).to.match(/^logs\/link\.log could not be read: /);
  });

  it("follows a link to a log file elsewhere", async () => {
    await writeFile(join(folder, "target"), "x");
    await symlink(join(folder, "target"), join(folder, "link.log"));

    const { objects } = await logs.list();

    expect(objects.map(({ key, sizeBytes }) => [key, sizeBytes])).to.deep.equal([["logs/link.log", 1]]);
  });

  it("reads any range of a file, an empty one too", async () => {
    await writeFile(join(folder, "a.log"), "0123456789");

    expect(await text(logs.read("logs/a.log", { firstByte: 4 }))).to.equal("456789");
    expect(await text(logs.read("logs/a.log", { firstByte: 4, endByte: 6 }))).to.equal("45");
    expect(await text(logs.read("logs/a.log", { firstByte: 4, endByte: 4 }))).to.equal("");
  });

  it("names a folder that is not there", async () => {
    const listed = await new LogFolder(join(folder, "nowhere")).list().catch((error: Error) => error);

    expect(listed).to.have.property("code", "no_log_folder");
  });

  it("takes any characters of a file's name for its key, and reads the file by it", async () => {
    const names = ['it\'s [1]*? "x".log', "a%20b.log", "é\n.log", "..log.log", ".log"];
    for (const name of names) await writeFile(join(folder, name), name);

    const { objects } = await logs.list();

    expect(objects.map(({ key }) => key)).to.have.members(names.map((name) => `logs/${name}`));
    for (const { key } of objects) {
      expect(await text(logs.read(key, { firstByte: 0 }))).to.equal(key.slice("logs/".length));
    }
  });

  it("does not list a file that cannot be opened, and tells of it in a sentence and on the stream", async () => {
    // A link to itself cannot be opened by anyone, root included, whom permissions do not stop.
    await symlink(join(folder, "loop.log"), join(folder, "loop.log"));
    await writeFile(join(folder, "a.log"), "x");

    const { objects, unreadable } = await logs.list();
    const read = await text(logs.read("logs/loop.log", { firstByte: 0 })).catch((error: unknown) => error);

    expect(objects.map(({ key }) => key)).to.deep.equal(["logs/a.log"]);
    expect(unreadable).to.have.length(1);
    expect(unreadable[0]).to.match(/^logs\/loop\.log could not be read: ELOOP/);
    expect(read).to.have.property("code", "ELOOP");
  });

  it("sees a file that grew or was replaced as another version, an untouched one as the same", async () => {
    await writeFile(join(folder, "a.log"), "one");
    const versions = async (): Promise<unknown> => (await logs.list()).objects[0]?.version;
    const [first, again] = [await versions(), await versions()];
    await writeFile(join(folder, "a.log"), "one and more");

    expect(again).to.equal(first);
    expect(await versions()).to.not.equal(first);
  });
});
