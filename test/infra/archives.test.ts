import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { inputsOf } from "./find";
import { PR_STACK, type ProgramRun, programOf, runProgram } from "./program";

const ROOT = resolve(__dirname, "../..");
const HANDLERS: Readonly<Record<string, string>> = {
  "log-transformer": "transform-logs",
  loader: "load",
  migrate: "migrate",
  reconciler: "reconcile",
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

/** Text of each file, by its path in the archive. */
type Archive = Readonly<Record<string, string>>;

async function archivesOf(run: ProgramRun): Promise<Record<string, Archive>> {
  const functions = Object.entries(inputsOf(run, "aws:lambda/function:Function"));
  const archives = functions.map(
    async ([name, { code }]): Promise<[string, Archive]> => [name, await readArchive(code)],
  );
  return Object.fromEntries(await Promise.all(archives));
}

async function readArchive(code: unknown): Promise<Archive> {
  if (!(code instanceof pulumi.asset.AssetArchive)) throw new Error("the code is an archive of assets");
  const files = Object.entries(await code.assets).map(async ([path, asset]) => [
    path,
    await readAsset(asset),
  ]);
  return Object.fromEntries(await Promise.all(files));
}

async function readAsset(asset: unknown): Promise<string> {
  if (asset instanceof pulumi.asset.StringAsset) return asset.text;
  if (asset instanceof pulumi.asset.FileAsset) return readFileSync(resolve(ROOT, await asset.path), "utf8");
  throw new Error("an archive holds texts and files");
}

function hashes(archives: Readonly<Record<string, Archive>>): object {
  return Object.fromEntries(
    Object.entries(archives).map(([name, archive]) => [name, hash(JSON.stringify(archive))]),
  );
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
