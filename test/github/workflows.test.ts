import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { program as stackCommands } from "../../delivery/stack/command-line";
import { ENVIRONMENTS } from "../../infra/bootstrap/environments";
import { ROOT, steps, workflows } from "./workflow-files";

interface Package {
  readonly scripts: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const PACKAGE = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Package;
const PINNED = /^[\w.-]+\/[\w.-]+@[0-9a-f]{40}$/;

describe("the workflows", () => {
  it("cover tests, preview, deployment, short-lived stacks, the reaper and drift", () => {
    expect(workflows().map(({ file }) => file)).to.have.members([
      "tests.yml",
      "preview.yml",
      "deploy.yml",
      "short-lived-stack.yml",
      "reaper.yml",
      "drift.yml",
    ]);
  });

  it("are each explained in docs/pull-requests.md, with the environments that they name", () => {
    const guide = readFileSync(join(ROOT, "docs/pull-requests.md"), "utf8");

    for (const { file } of workflows()) expect(guide).to.contain(`(../.github/workflows/${file})`);
    for (const { name } of ENVIRONMENTS) expect(guide).to.contain(`\`${name}\``);
  });

  it("pin every action by its commit and say which release that is", () => {
    const used = steps().flatMap(({ uses }) => (uses === undefined || uses.startsWith("./") ? [] : [uses]));
    const texts = workflows().map(({ text }) => text);

    expect(used.length).to.be.greaterThan(15);
    expect(used.filter((action) => !PINNED.test(action))).to.deep.equal([]);
    for (const line of texts.flatMap((text) => text.split("\n")).filter((line) => /uses: [^.]/.test(line)))
      expect(line).to.match(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("use one release of each action", () => {
    const commits = new Map<string, Set<string>>();
    for (const { uses } of steps()) {
      const [action, commit] = uses?.split("@") ?? [];
      if (action === undefined || commit === undefined) continue;
      commits.set(action, (commits.get(action) ?? new Set()).add(commit));
    }

    expect([...commits].filter(([, found]) => found.size > 1)).to.deep.equal([]);
  });

  it("give no permission to a whole workflow, and each job the fewest: only the comment writes", () => {
    const written = workflows().flatMap(({ file, permissions, jobs }) => {
      expect(permissions, file).to.deep.equal({});
      return Object.entries(jobs).flatMap(([name, job]) =>
        Object.entries(job.permissions ?? {})
          .filter(([, access]) => access === "write")
          .map(([permission]) => `${file} ${name} ${permission}`),
      );
    });

    expect(written.filter((line) => !line.endsWith(" id-token"))).to.deep.equal([
      "preview.yml comment pull-requests",
    ]);
  });

  it("take a token for AWS in jobs of an environment alone, and never where a token may write to GitHub", () => {
    const withToken = jobs().filter(({ job }) => job.permissions?.["id-token"] === "write");

    expect(withToken.length).to.equal(8);
    for (const { name, job } of withToken) {
      expect(job.environment, name).to.be.a("string");
      expect(job.permissions, name).to.deep.equal({ contents: "read", "id-token": "write" });
    }
  });

  it("name the environments that the bootstrap program makes roles for, each of them", () => {
    const named = jobs().flatMap(({ job }) => {
      const fromMatrix = job.strategy?.matrix.include.map(({ environment }) => environment) ?? [];
      return job.environment?.includes("matrix.") ? fromMatrix : [job.environment];
    });

    expect([...new Set(named.filter((name) => name !== undefined))]).to.have.members(
      ENVIRONMENTS.map(({ name }) => name),
    );
  });

  it("deploy only from main, and prod only by the environment that waits for an approval", () => {
    const deploying = workflows().filter(({ text }) => /pulumi up/.test(text));
    const prod = jobs().filter(({ job }) =>
      job.steps?.some(({ run }) => /pulumi up --stack prod/.test(run ?? "")),
    );

    expect(deploying.map(({ file }) => file)).to.deep.equal(["deploy.yml"]);
    expect(deploying[0]!.text).to.contain("  push:\n    branches: [main]\n  workflow_dispatch:\n\n");
    expect(deploying[0]!.jobs.dev!.if).to.equal("github.ref == 'refs/heads/main'");
    expect(deploying[0]!.jobs["prod-preview"]!.needs).to.equal("dev");
    expect(deploying[0]!.jobs.prod!.needs).to.equal("prod-preview");
    expect(prod.map(({ job }) => job.environment)).to.deep.equal(["prod"]);
  });

  it("never cut off what changes something on AWS", () => {
    for (const { file, text } of workflows().filter(({ text }) =>
      /pulumi up|stack -- (up|down|reap)/.test(text),
    ))
      expect(text, file).not.to.contain("cancel-in-progress: true");
  });

  it("have a concurrency group each, and a limit of time for every job with steps", () => {
    for (const { file, concurrency } of workflows()) expect(concurrency?.group, file).to.be.a("string");
    for (const { name, job } of jobs().filter(({ job }) => job.steps !== undefined))
      expect(job["timeout-minutes"], name).to.be.within(5, 110);
  });

  it("run commands that package.json has", () => {
    const called = steps().flatMap(({ run }) =>
      [...(run ?? "").matchAll(/\bnpm (?:run (?:--silent )?)?([\w:-]+)/g)].map(
        ([, script]) => script as string,
      ),
    );

    expect(called).to.include.members(["test", "stack", "preview-report", "preview-comment"]);
    expect(called.filter((script) => script !== "ci" && PACKAGE.scripts[script] === undefined)).to.deep.equal(
      [],
    );
  });

  it("give the stack command what it takes", () => {
    const calls = steps().flatMap(({ run }) =>
      [...(run ?? "").matchAll(/\bstack -- (\w+)([^\n)]*)/g)].map(([, name, rest = ""]) => ({
        name,
        options: rest.match(/--[\w-]+/g) ?? [],
      })),
    );

    expect(calls.map(({ name }) => name)).to.have.members(["list", "up", "smoke", "down", "reap"]);
    for (const { name, options } of calls) {
      const command = stackCommands.commands.find((one) => one.name() === name);
      expect(
        command?.options.map(({ long }) => long),
        name,
      ).to.include.members(options);
    }
  });

  it("install the Pulumi CLI of the release that the program is written for", () => {
    const versions = steps().flatMap((step) => {
      const version = step.with?.["pulumi-version"];
      return version === undefined ? [] : [version];
    });

    expect(versions).to.deep.equal(Array(versions.length).fill(PACKAGE.devDependencies["@pulumi/pulumi"]));
    expect(versions.length).to.be.greaterThan(0);
  });

  it("run the code of main alone where a token may write", () => {
    const preview = workflows().find(({ file }) => file === "preview.yml")!;
    const [checkOut] = preview.jobs.comment!.steps!;

    // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's own syntax
    expect(checkOut!.with!.ref).to.equal("${{ github.event.pull_request.base.sha }}");
  });
});

function jobs() {
  return workflows().flatMap(({ file, jobs }) =>
    Object.entries(jobs).map(([name, job]) => ({ name: `${file} ${name}`, job })),
  );
}
