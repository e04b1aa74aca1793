import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { ask, careplus, careplusJson } from "../../fixtures/careplus";
import { logEntry, logFile } from "../../fixtures/log-entries";
import { allShareFolder } from "../../fixtures/temporary-folder";

/** The options that each command has beside --state, --json and --help. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  run: ["--mysql", "--table", "--logs", "--once", "--watch", "--poll", "--time-zone", "--engine"],
  demo: ["--once", "--port"],
  dashboard: ["--port"],
  status: [],
  sql: [],
  replay: ["--key", "--prefix", "--from", "--to", "--reason", "--logs", "--time-zone"],
  generate: ["--days", "--tickets", "--seed", "--out"],
  reset: ["--yes"],
};

describe("careplus", () => {
  let folder: string;
  let state: string;

  allShareFolder((path) => {
    folder = path;
  });
  before(async () => {
    state = join(folder, "state");
    const logs = join(folder, "logs");
    await mkdir(logs);
    await writeFile(join(logs, "a.log"), logFile(logEntry(), logEntry({ level: "FATAL" })));
    await careplusJson("run", "--logs", logs, "--state", state);
  });

  it("names its commands in its help", async () => {
    const { code, stdout } = await careplus("--help");

    expect(code).to.equal(0);
    for (const command of Object.keys(OPTIONS)) expect(stdout).to.match(new RegExp(`^ {2}${command} `, "m"));
  });

  for (const [command, options] of Object.entries(OPTIONS)) {
    it(`${command} --help names every option, and no other`, async () => {
      const { code, stdout } = await careplus(command, "--help");

      const named = [...stdout.matchAll(/^ {2}(?:-h, )?(--[a-z-]+)/gm)].map(([, option]) => option);
      expect(code).to.equal(0);
      expect(named).to.have.members(["--state", "--json", "--help", ...options]);
    });
  }

  for (const [what, args, sentence] of [
    ["an unknown command", ["rnu"], /unknown command 'rnu'/],
    ["an unknown option", ["status", "--verbos"], /unknown option '--verbos'/],
    ["no source", ["run"], /say what to load: --mysql <url>, --logs <dir>, or both/],
    ["a number that is none", ["run", "--logs", ".", "--poll", "soon"], /It must be a whole number/],
    ["a zone that is none", ["run", "--logs", ".", "--time-zone", "Mars"], /It must be an IANA time zone/],
    ["a date that is none", ["replay", "--from", "2025-02-30"], /It must be a date like 2025-07-01/],
    ["two ways to run", ["run", "--logs", ".", "--once", "--watch"], /exclude one another/],
  ] as const) {
    it(`refuses ${what} with exit code 1 and a sentence`, async () => {
      const { code, stderr } = await careplus(...args, "--state", join(folder, "new"));

      expect(code).to.equal(1);
      expect(stderr).to.match(sentence);
      expect(stderr).to.not.match(/\n\s+at /);
    });
  }

  it("gives values to machines as they are: times as ISO text, NULL as null, large numbers exact", async () => {
    const rows = await ask(
      state,
      `select timestamp '2025-07-01 00:13:00' as at, date '2025-07-01' as day, null as nothing, 1.5 as half,
              true as yes, 9007199254740993 as large, 'it''s "x"' as words`,
    );

    expect(rows).to.deep.equal([
      {
        at: "2025-07-01T00:13:00.000Z",
        day: "2025-07-01",
        nothing: null,
        half: 1.5,
        yes: true,
        large: "9007199254740993",
        words: `it's "x"`,
      },
    ]);
  });

  it("prints rows as a table for people", async () => {
    const { stdout } = await careplus("sql", "select 'a' as letter, 1234 as number", "--state", state);

    expect(stdout).to.include("letter").and.to.include("1,234");
  });

  it("shows in status what was loaded, and why a record was rejected", async () => {
    const { code, stdout } = await careplus("status", "--state", state);

    expect(code).to.equal(0);
    expect(stdout).to.match(/logs\/a\.log/);
    expect(stdout).to.match(/unknown_level/);
  });

  it("generates the same bytes for the same seed, with what the platform must count in them", async () => {
    const paths = ["one", "two"].map((name) => join(folder, name));
    for (const out of paths) {
      await careplusJson("generate", "--days", "1", "--tickets", "50", "--seed", "9", "--out", out);
    }

    const [one, two] = await Promise.all(
      paths.map((path) => readFile(join(path, "support_tickets.sql"), "utf8")),
    );
    expect(one).to.equal(two);
    expect(existsSync(join(folder, "one/expected.json"))).to.equal(true);
  });

  it("deletes on reset what the platform keeps, and nothing that is not its own", async () => {
    const used = join(folder, "used");
    await careplusJson("run", "--logs", join(folder, "logs"), "--state", used);
    await writeFile(join(used, "notes.txt"), "mine");

    const { code } = await careplus("reset", "--yes", "--state", used);

    expect(code).to.equal(0);
    expect(existsSync(join(used, "warehouse.duckdb"))).to.equal(false);
    expect(existsSync(join(used, "lake"))).to.equal(false);
    expect(await readFile(join(used, "notes.txt"), "utf8")).to.equal("mine");
  });
});
