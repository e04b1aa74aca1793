import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { type Archive, archivesOf } from "./archive";
import { PR_STACK, programOf, runProgram } from "./program";

const ROOT = resolve(__dirname, "../..");
const HANDLERS: Readonly<Record<string, string>> = {
  "log-transformer": "transform-logs",
  loader: "load",
  migrate: "migrate",
  reconciler: "reconcile",
  "replay-chooser": "choose-replay",
  seed: "seed",
};
/** A function of the platform is small: a cold start reads all of it. */
const LARGEST_BYTES = 64 * 1_024;

describe("the archive of a magic function", () => {
  let archives: Readonly<Record<string, Archive>>;

  before(async () => {
    archives = await archivesOf(await programOf(PR_STACK));
  });

  it("holds two files: the closure and the bundled handler", () => {
    const files = Object.entries(archives).map(([name, archive]) => [name, Object.keys(archive)]);

    const expected = Object.entries(HANDLERS).map(([name, handler]) => [
      name,
      ["__index.js", `dist/functions/${handler}.js`],
    ]);
    expect(Object.fromEntries(files)).to.deep.equal(Object.fromEntries(expected));
  });

  it("has at most 64 KiB", () => {
    for (const [name, archive] of Object.entries(archives)) {
      const bytes = Object.values(archive).reduce((sum, text) => sum + Buffer.byteLength(text), 0);

      expect(bytes, name).to.be.lessThan(LARGEST_BYTES);
    }
  });

  it("holds no path of the machine that made it", () => {
    for (const [name, archive] of Object.entries(archives))
      for (const text of Object.values(archive)) expect(text.includes(ROOT), name).to.equal(false);
  });

  it("is the same when it is made again", async () => {
    const again = await archivesOf(await runProgram(PR_STACK));

    expect(hashes(again)).to.deep.equal(hashes(archives));
  });

  it("is the same when it is made in another folder", async () => {
    const folder = await mkdtemp(join(tmpdir(), "careplus-archives-"));
    try {
      for (const part of [
        "infra",
        "runtime",
        "warehouse",
        "glue",
        "index.ts",
        "package.json",
        "tsconfig.json",
      ])
        await cp(join(ROOT, part), join(folder, part), { recursive: true });
      await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
      const { bundleHandler } = require(
        join(folder, "infra/bundle.ts"),
      ) as typeof import("../../infra/bundle");

      for (const handler of Object.values(HANDLERS)) {
        const { path } = bundleHandler(handler);

        expect(hash(readFileSync(join(folder, path), "utf8")), handler).to.equal(
          hash(readFileSync(join(ROOT, path), "utf8")),
        );
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

function hashes(archives: Readonly<Record<string, Archive>>): object {
  return Object.fromEntries(
    Object.entries(archives).map(([name, archive]) => [name, hash(JSON.stringify(archive))]),
  );
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
