import { mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { FolderStore } from "../../../local/store/folder-store";
import { eachHasFolder } from "../../fixtures/temporary-folder";

describe("the lake as a folder", () => {
  let folder: string;
  let store: FolderStore;

  eachHasFolder((path) => {
    folder = path;
    store = new FolderStore(path);
  });

  const put = async (key: string, ...parts: readonly string[]): Promise<void> => {
    const writer = await store.create(key);
    for (const part of parts) await writer.write(Buffer.from(part));
    await writer.close();
  };
  const keys = async (prefix: string): Promise<string[]> =>
    (await Array.fromAsync(store.list(prefix))).map(({ key }) => key);

  it("gives back the bytes of an object, whole and by range", async () => {
    await put("a/b.txt", "01234", "56789");

    expect(await text(store.read("a/b.txt"))).to.equal("0123456789");
    expect(await text(store.read("a/b.txt", { firstByte: 3, endByte: 7 }))).to.equal("3456");
    expect(await text(store.read("a/b.txt", { firstByte: 8 }))).to.equal("89");
  });

  it("lists the keys with a prefix, in order, and no drafts", async () => {
    for (const key of ["b/2", "a/1", "b/1/x", "bc/1"]) await put(key, key);
    const draft = await store.create("b/0");
    await draft.write(Buffer.from("half"));

    expect(await keys("b/")).to.deep.equal(["b/1/x", "b/2"]);
    expect(await keys("b")).to.deep.equal(["b/1/x", "b/2", "bc/1"]);
    expect(await keys("")).to.deep.equal(["a/1", "b/1/x", "b/2", "bc/1"]);
    expect(await keys("nothing/")).to.deep.equal([]);
    await draft.abort();
  });

  it("shows an object when it is closed and not before, and replaces it as a whole", async () => {
    await put("k", "old");
    const writer = await store.create("k");
    await writer.write(Buffer.from("ne"));
    const during = await text(store.read("k"));
    await writer.write(Buffer.from("w"));
    await writer.close();

    expect(during).to.equal("old");
    expect(await text(store.read("k"))).to.equal("new");
  });

  it("leaves nothing of an object that is aborted", async () => {
    const writer = await store.create("k");
    await writer.write(Buffer.from("half"));
    await writer.abort();

    expect(await keys("")).to.deep.equal([]);
    expect(await readdir(join(folder, "tmp"))).to.deep.equal([]);
  });

  it("gives an object another version when its bytes change", async () => {
    await put("k", "one");
    const [before] = await Array.fromAsync(store.list("k"));
    await put("k", "two");
    const [after] = await Array.fromAsync(store.list("k"));

    expect(after?.version).to.not.equal(before?.version);
    expect(after).to.include({ key: "k", sizeBytes: 3 });
  });

  it("takes any characters of a key but those that lead out of the folder", async () => {
    const odd = 'logs/it\'s [1]*? "x"\n%20é.log';
    await put(odd, "odd");

    expect(await text(store.read(odd))).to.equal("odd");
    for (const key of ["../x", "a/../../x", "/etc/x", "a//x", "a/.", "", "a\0b"]) {
      expect(() => store.pathOf(key), key)
        .to.throw()
        .with.property("code", "bad_key");
    }
  });

  it("deletes an object, and does not mind one that is not there", async () => {
    await put("a/k", "x");

    await store.delete("a/k");
    await store.delete("a/k");

    expect(await keys("")).to.deep.equal([]);
  });

  it("tells of a file that vanishes while it is read on the stream", async () => {
    await mkdir(join(folder, "a"));
    await writeFile(join(folder, "a/real"), "x");
    await symlink(join(folder, "gone"), join(folder, "a/link"));

    const read = await text(store.read("a/link")).catch((error: Error) => error);

    expect(read).to.have.property("code", "ENOENT");
  });

  it("leaves no draft of an object whose key is a folder already", async () => {
    await put("a/b", "x");
    const writer = await store.create("a");
    await writer.write(Buffer.from("y"));

    const closed = await writer.close().catch((error: unknown) => error);

    expect(closed).to.be.instanceOf(Error);
    expect(await readdir(join(folder, "tmp"))).to.deep.equal([]);
    expect(await text(store.read("a/b"))).to.equal("x");
  });

  it("keeps the old object when a new one is aborted, and lets two be written at once", async () => {
    await put("k", "old");
    const [aborted, closed] = [await store.create("k"), await store.create("other")];
    await aborted.write(Buffer.from("new"));
    await closed.write(Buffer.from("other"));
    await aborted.abort();
    await closed.close();

    expect(await text(store.read("k"))).to.equal("old");
    expect(await text(store.read("other"))).to.equal("other");
  });

  it("shows nothing outside its folder, whatever prefix is asked for", async () => {
    await mkdir(join(folder, "lake"));
    await writeFile(join(folder, "secret"), "x");
    const inner = new FolderStore(join(folder, "lake"));

    const seen: string[] = [];
    const faults: unknown[] = [];
    for (const prefix of ["../", "a/../../", "/"]) {
      try {
        for await (const { key } of inner.list(prefix)) seen.push(key);
      } catch (error) {
        faults.push((error as { code?: unknown }).code);
      }
    }

    expect(seen).to.deep.equal([]);
    expect(faults).to.deep.equal(["bad_key", "bad_key"]);
  });

  it("passes over an object that is deleted while it lists", async () => {
    for (const key of ["a/1", "a/2", "a/3"]) await put(key, key);

    const listed: string[] = [];
    for await (const { key } of store.list("a/")) {
      listed.push(key);
      await store.delete("a/2");
    }

    expect(listed).to.deep.equal(["a/1", "a/3"]);
  });
});
