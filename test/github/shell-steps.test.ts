import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { stackLines } from "../../delivery/stack/reap/short-lived-stacks";
import { eachHasFolder } from "../fixtures/temporary-folder";
import { workflows } from "./workflow-files";

/** Steps of the workflows, run as GitHub runs them, with programs that only note how they were called. */
describe("the shell of the workflows", () => {
  let folder: string;

  eachHasFolder((path) => {
    folder = path;
  });
  beforeEach(() => {
    mkdirSync(join(folder, "bin"));
  });

  describe("of a short-lived stack", () => {
    it("brings up a stack that is not there", () => {
      playList("pr-70");

      const { status, calls } = run("short-lived-stack.yml", "Up", { STACK: "pr-7" });

      expect(status).to.equal(0);
      expect(calls).to.deep.equal(["npm run --silent stack -- list", "npm run --silent stack -- up pr-7"]);
    });

    it("brings one that is there up to date", () => {
      playList("pr-7");

      const { calls } = run("short-lived-stack.yml", "Up", { STACK: "pr-7" });

      expect(calls.at(-1)).to.equal("npm run --silent stack -- up pr-7 --update");
    });

    it("takes nothing for granted when the stacks cannot be listed", () => {
      play("npm", "exit 1");

      const { status, calls } = run("short-lived-stack.yml", "Up", { STACK: "pr-7" });

      expect(status).to.equal(1);
      expect(calls).to.deep.equal(["npm run --silent stack -- list"]);
    });
  });

  describe("of a preview", () => {
    for (const [code, status, what] of [
      [0, 0, "goes on with a report"],
      [2, 0, "goes on with a report that knows not everything"],
      [1, 1, "stops where there is none, so that no empty one deletes the comment"],
    ] as const)
      it(what, () => {
        play("npm", `echo "report"; exit ${code}`);

        const ended = run("preview.yml", "Report");

        expect(ended.status).to.equal(status);
        expect(ended.outputs).to.equal(`code=${code}\n`);
        expect(readFileSync(join(folder, "report.md"), "utf8")).to.equal("report\n");
      });

    it("asks for an approval where prod would change, and for none where it would not", () => {
      play("npm", "echo report");
      const changing = run("deploy.yml", "Report");
      play("npm", "true");
      const unchanging = run("deploy.yml", "Report");

      expect(changing.outputs).to.equal("has-changes=true\n");
      expect(unchanging.outputs).to.equal("");
    });
  });

  describe("of a deployment of prod", () => {
    beforeEach(() => {
      git("init", "--quiet", "--initial-branch", "main");
      for (const message of ["first", "second"])
        git("commit", "--quiet", "--allow-empty", "--message", message);
    });

    for (const [deployed, sha, status] of [
      ["HEAD", "HEAD~1", 1],
      ["HEAD", "HEAD", 0],
      ["HEAD~1", "HEAD", 0],
    ] as const)
      it(`${status === 0 ? "goes" : "refuses to go"} from ${deployed} to ${sha}`, () => {
        playHistory(`[{"environment": {"git.head": "${commit(deployed)}"}}]`);

        const ended = run("deploy.yml", "Refuse to go back", { GITHUB_SHA: commit(sha) });

        expect(ended.status).to.equal(status);
      });

    it("goes on where prod was never deployed, or from a commit that is not there any more", () => {
      for (const history of [
        "[]",
        '[{"environment": {"git.head": "0123456789012345678901234567890123456789"}}]',
      ]) {
        playHistory(history);

        expect(run("deploy.yml", "Refuse to go back", { GITHUB_SHA: commit("HEAD") }).status).to.equal(0);
      }
    });

    it("looks for drift from the commit that was deployed", () => {
      play("npm", "true");
      playHistory(`[{"environment": {"git.head": "${commit("HEAD~1")}"}}]`);
      const first = commit("HEAD~1");

      const { status, calls } = run("drift.yml", "Go to the commit that was deployed", { STACK: "prod" });

      expect(status).to.equal(0);
      expect(commit("HEAD")).to.equal(first);
      expect(calls.at(-1)).to.equal("npm ci");
    });
  });

  /** Puts a program before all others that notes its call and does as the script says. */
  function play(program: string, script: string): void {
    const file = join(folder, "bin", program);
    const note = `echo "${program} $*" >> "${join(folder, "calls")}"`;
    writeFileSync(file, `#!/bin/bash\n${note}\n${script}\n`);
    chmodSync(file, 0o755);
  }

  /** `npm run stack -- list` of one stack, and every other script without a word. */
  function playList(name: string): void {
    const lines = stackLines([{ name, resourceCount: 3 }], new Date());
    play("npm", `case "$*" in *list*) echo '${lines.join("\n")}';; esac`);
  }

  function playHistory(json: string): void {
    play("pulumi", `cat <<'END'\n${json}\nEND`);
  }

  /** As GitHub does for `shell: bash`. */
  function run(file: string, name: string, env: Readonly<Record<string, string>> = {}) {
    const jobs = Object.values(workflows().find((workflow) => workflow.file === file)!.jobs);
    const step = jobs.flatMap((job) => job.steps ?? []).find((one) => one.name === name)!;
    writeFileSync(join(folder, "step.sh"), step.run!);
    for (const output of ["calls", "outputs", "summary"]) writeFileSync(join(folder, output), "");
    const args = ["--noprofile", "--norc", "-eo", "pipefail", join(folder, "step.sh")];
    const { status } = spawnSync("bash", args, {
      cwd: folder,
      env: {
        ...process.env,
        PATH: `${join(folder, "bin")}:${process.env.PATH}`,
        GITHUB_OUTPUT: join(folder, "outputs"),
        GITHUB_STEP_SUMMARY: join(folder, "summary"),
        ...env,
      },
    });
    const calls = readFileSync(join(folder, "calls"), "utf8").split("\n").slice(0, -1);
    return { status, calls, outputs: readFileSync(join(folder, "outputs"), "utf8") };
  }

  function git(...args: readonly string[]): string {
    const author = ["-c", "user.name=Someone", "-c", "user.email=someone@careplus.example"];
    const { status, stdout, stderr } = spawnSync("git", [...author, ...args], {
      cwd: folder,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(stderr);
    return stdout.trim();
  }

  function commit(name: string): string {
    return git("rev-parse", name);
  }
});
