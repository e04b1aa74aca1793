import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "chai";
// @ts-expect-error plain JavaScript, which has no types
import { installPackages } from "../../scripts/set-up/apt.mjs";

const RETRY_MS = 10;

describe("installing packages with apt", () => {
  const path = process.env.PATH;
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "careplus-apt-"));
    process.env.PATH = `${folder}${delimiter}${path}`;
    script("sudo", 'shift; exec "$@"');
  });

  afterEach(() => {
    process.env.PATH = path;
    rmSync(folder, { recursive: true, force: true });
  });

  it("updates the lists first, asks nothing, and takes no recommended packages", async () => {
    script("apt-get", `echo "$DEBIAN_FRONTEND $*" >> ${folder}/calls`);

    await installPackages(["chromium"], RETRY_MS);

    expect(calls()).to.deep.equal([
      "noninteractive update -qq",
      "noninteractive install -y -qq --no-install-recommends chromium",
    ]);
  });

  it("waits for another apt to give the lock back", async () => {
    script(
      "apt-get",
      `echo "$*" >> ${folder}/calls
       test $(wc -l < ${folder}/calls) -gt 2 || { echo "E: Could not get lock /var/lib/apt/lists/lock" >&2; exit 100; }`,
    );

    await installPackages(["chromium"], RETRY_MS);

    expect(calls()).to.have.length(4);
  });

  it("fails with what apt said", async () => {
    script("apt-get", 'echo "E: Unable to locate package chromium" >&2; exit 100');

    const failure = await installPackages(["chromium"], RETRY_MS).catch((error: Error) => error);

    expect(failure.message).to.equal("apt-get update -qq failed:\nE: Unable to locate package chromium");
  });

  function script(name: string, body: string): void {
    writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  }

  function calls(): string[] {
    return readFileSync(join(folder, "calls"), "utf8").trimEnd().split("\n");
  }
});
