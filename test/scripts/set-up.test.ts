import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "chai";
// @ts-expect-error plain JavaScript, which has no types
import { installHint } from "../../scripts/set-up/install-hint.mjs";
// @ts-expect-error plain JavaScript, which has no types
import { findProgram } from "../../scripts/set-up/programs.mjs";
import { eachHasFolder } from "../fixtures/temporary-folder";

const ROOT = resolve(__dirname, "../..");

describe("set-up", () => {
  it("says nothing when nothing is missing", () => {
    const { status, stdout, stderr } = run(["demo"]);

    expect({ status, stdout, stderr }).to.deep.equal({ status: 0, stdout: "", stderr: "" });
  });

  it("names its use when it is called otherwise", () => {
    const { status, stderr } = run(["everything"]);

    expect(status).to.equal(1);
    expect(stderr).to.equal("set-up: usage: node scripts/set-up.mjs demo|test|spark|bench-logs\n");
  });

  describe("for a missing program", () => {
    let folder: string;

    eachHasFolder((path) => {
      folder = path;
    });
    beforeEach(() => {
      mkdirSync(join(folder, "bin"));
    });

    it("names the command of the package manager that this system has", () => {
      const hint = hintWith(["dnf"]);

      expect(hint).to.equal(
        "a MariaDB server and Chromium not found: install it with `sudo dnf install -y mariadb-server chromium` and run this again",
      );
    });

    it("names the Debian packages where apt-get may not be run for us", () => {
      const hint = hintWith(["apt-get", "brew"]);

      expect(hint).to.include(
        "sudo apt-get install -y --no-install-recommends mariadb-server-core mariadb-client-core chromium",
      );
    });

    it("names what is missing where no package manager is known", () => {
      const hint = hintWith([]);

      expect(hint).to.match(/^a MariaDB server and Chromium not found: .*Docker/);
    });

    it("finds programs on the path and nothing that cannot be started", () => {
      writeFileSync(join(folder, "bin", "tool"), "");
      symlinkSync(process.execPath, join(folder, "bin", "other-tool"));
      chmodSync(join(folder, "bin", "tool"), 0o644);
      const path = process.env.PATH;

      process.env.PATH = join(folder, "bin");
      const found = [findProgram("other-tool"), findProgram("tool")];
      process.env.PATH = path;

      expect(found).to.deep.equal([join(folder, "bin", "other-tool"), undefined]);
    });
  });
});

function run(args: readonly string[]) {
  return spawnSync(process.execPath, [join(ROOT, "scripts/set-up.mjs"), ...args], { encoding: "utf8" });
}

function hintWith(present: readonly string[]): string {
  const missing = [
    {
      name: "database",
      label: "a MariaDB server",
      debianPackages: ["mariadb-server-core", "mariadb-client-core"],
      otherPackages: { dnf: "mariadb-server" },
    },
    { name: "browser", label: "Chromium", debianPackages: ["chromium"], otherPackages: { dnf: "chromium" } },
  ];
  return installHint(missing, (name: string) => (present.includes(name) ? `/usr/bin/${name}` : undefined));
}
