import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { eachHasFolder } from "../fixtures/temporary-folder";
import { ROOT } from "./workflow-files";

const ACTIONLINT = join(ROOT, ".cache/actionlint-1.7.12/actionlint");
const ZIZMOR = join(ROOT, ".venv/bin/zizmor");

describe("the linters of the workflows", () => {
  let folder: string;

  eachHasFolder((path) => {
    folder = path;
  });
  beforeEach(() => {
    mkdirSync(join(folder, ".git"));
    mkdirSync(join(folder, ".github/workflows"), { recursive: true });
  });

  it("find nothing wrong in ours: actionlint", () => {
    expect(actionlint(ROOT)).to.deep.equal({ status: 0, output: "" });
  });

  it("find nothing unsafe in ours: zizmor, down to the pedantic", () => {
    expect(zizmor(ROOT)).to.deep.equal({ status: 0, output: "No findings to report. Good job!\n" });
  });

  it("find what is wrong and unsafe in another one", () => {
    writeFileSync(
      join(folder, ".github/workflows/unsafe.yml"),
      [
        "on: pull_request_target",
        "jobs:",
        "  greet:",
        "    needs: nobody",
        "    runs-on: ubuntu-24.04",
        "    steps:",
        "      - uses: actions/checkout@v6",
        // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's own syntax
        "      - run: echo ${{ github.event.pull_request.title }}",
        "",
      ].join("\n"),
    );

    const wrong = actionlint(folder);
    const unsafe = zizmor(folder);

    expect(wrong.status).to.equal(1);
    expect(wrong.output).to.contain('job "nobody"');
    expect(unsafe.status).to.be.greaterThan(1);
    for (const audit of [
      "dangerous-triggers",
      "unpinned-uses",
      "excessive-permissions",
      "template-injection",
    ])
      expect(unsafe.output).to.contain(`[${audit}]`);
  });
});

/** Without the programs that it would start where they are: the result is to be the same everywhere. */
function actionlint(folder: string) {
  return run(ACTIONLINT, ["-no-color", "-shellcheck=", "-pyflakes="], folder);
}

/** Offline: what an action is known for on GitHub is not asked. */
function zizmor(folder: string) {
  return run(ZIZMOR, ["--offline", "--quiet", "--color=never", "--persona=pedantic", ".github"], folder);
}

function run(program: string, args: readonly string[], cwd: string) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: "utf8" });
  if (error) throw error;
  return { status, output: `${stdout}${stderr}` };
}
