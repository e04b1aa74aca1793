import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { type Archive, archivesOf, hashesOf } from "./archive";
import { FULL_STACK } from "./full-stack";
import { programOf, runProgram } from "./program";

const ROOT = resolve(__dirname, "../..");
const HANDLERS: Readonly<Record<string, string>> = {
  "log-transformer": "transform-logs",
  loader: "load",
  migrate: "migrate",
  reconciler: "reconcile",
  "replay-chooser": "choose-replay",
  refresh: "refresh",
  seed: "seed",
};
/** A function of the platform is small: a cold start reads all of it. */
const LARGEST_BYTES = 64 * 1_024;

describe("the archive of a magic function", () => {
  let archives: Readonly<Record<string, Archive>>;

  before(async () => {
    archives = await archivesOf(await programOf(FULL_STACK));
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

  it("holds no secret of the configuration", () => {
    const secrets = Object.values(FULL_STACK.secrets ?? {});

    expect(secrets).to.deep.equal(["s3cret"]);
    for (const [name, archive] of Object.entries(archives))
      for (const text of Object.values(archive))
        expect(
          secrets.some((it) => text.includes(it)),
          name,
        ).to.equal(false);
  });

  it("is the same when it is made again", async () => {
    const again = await archivesOf(await runProgram(FULL_STACK));

    expect(hashesOf(again)).to.deep.equal(hashesOf(archives));
  });

  it("is the same when it is made in another folder", async () => {
    const folder = await mkdtemp(join(tmpdir(), "careplus-archives-"));
    try {
      for (const part of PARTS) await cp(join(ROOT, part), join(folder, part), { recursive: true });
      await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
      const node = ["--require", "tsx/cjs", "--eval", PRINT_HASHES];
      const { stdout } = await promisify(execFile)(process.execPath, node, { cwd: folder });

      expect(JSON.parse(stdout)).to.deep.equal(hashesOf(archives));
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

/** What the program and its recorder are made of. */
const PARTS = [
  "Pulumi.dev.yaml",
  "delivery",
  "glue",
  "index.ts",
  "infra",
  "package.json",
  "runtime",
  "test/infra",
  "tsconfig.json",
  "warehouse",
];

const PRINT_HASHES = `
const { archivesOf, hashesOf } = require("./test/infra/archive");
const { FULL_STACK } = require("./test/infra/full-stack");
const { programOf } = require("./test/infra/program");
programOf(FULL_STACK).then(archivesOf).then((archives) => console.log(JSON.stringify(hashesOf(archives))));
`;
