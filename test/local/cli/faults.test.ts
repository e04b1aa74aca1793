import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { writeOwner } from "../../../local/owner/owner-file";
import { ask, careplus, careplusJson } from "../../fixtures/careplus";
import { allShareFolder } from "../../fixtures/temporary-folder";

describe("a fault of careplus", function () {
  // Each question is a process of its own.
  this.timeout(60_000);
  let folder: string;
  let state: string;
  let none: string;

  allShareFolder((path) => {
    folder = path;
  });
  before(async () => {
    state = join(folder, "state");
    none = join(folder, "none");
    await mkdir(join(folder, "logs"));
    await careplusJson("run", "--logs", join(folder, "logs"), "--state", state);
  });

  const notYet = (): string =>
    `there is no warehouse in ${none} yet: load something with \`careplus run\` first`;
  const faults: readonly [string, () => readonly string[], string, () => string][] = [
    [
      "wrong SQL",
      () => ["sql", "selec 1", "--state", state],
      "query_failed",
      () => 'Parser Error: syntax error at or near "selec"',
    ],
    [
      "no SQL at all",
      () => ["sql", "", "--state", state],
      "not_read_only",
      () => "there is no statement in the query",
    ],
    [
      "SQL that changes",
      () => ["sql", "drop table fact_ticket", "--state", state],
      "not_read_only",
      () => "the warehouse can be read here, not changed: DROP is no SELECT",
    ],
    ["a missing state in sql", () => ["sql", "select 1", "--state", none], "no_warehouse", notYet],
    ["a missing state in status", () => ["status", "--state", none], "no_warehouse", notYet],
    ["a missing state in dashboard", () => ["dashboard", "--state", none], "no_warehouse", notYet],
    [
      "a missing log folder",
      () => ["run", "--logs", none, "--state", state],
      "no_log_folder",
      () => `the log folder ${none} cannot be read`,
    ],
    [
      "nothing to replay",
      () => ["replay", "--state", state],
      "nothing_chosen",
      () => "say what to replay: --key, --prefix, --from, --to or --reason",
    ],
  ];

  for (const [what, args, code, message] of faults) {
    it(`is ${code} for ${what}: one sentence for people, the same as JSON for machines, exit code 1`, async () => {
      const [plain, json] = await Promise.all([careplus(...args()), careplus(...args(), "--json")]);

      expect(plain).to.deep.equal({ code: 1, stdout: "", stderr: `careplus: ${message()}\n` });
      expect(json.code).to.equal(1);
      expect(JSON.parse(json.stdout)).to.deep.equal({ error: { code, message: message() } });
      expect(json.stderr).to.equal(plain.stderr);
    });
  }

  for (const [what, args, message] of [
    ["an unknown option", ["status", "--verbos"], "unknown option '--verbos'"],
    ["an unknown command", ["rnu"], "unknown command 'rnu'"],
    ["a missing argument", ["sql"], "missing required argument 'query'"],
    ["a missing option", ["generate"], "required option '--out <dir>' not specified"],
    [
      "a value that is none",
      ["dashboard", "--port", "0"],
      "option '--port <port>' argument '0' is invalid. It must be a whole number from 1 to 65535.",
    ],
  ] as const) {
    it(`is bad_usage for ${what}: a sentence for people, the same as JSON for machines, exit code 1`, async () => {
      const [plain, json] = await Promise.all([careplus(...args), careplus(...args, "--json")]);

      expect(plain).to.include({ code: 1, stdout: "" });
      expect(plain.stderr.split("\n")[0]).to.equal(`error: ${message}`);
      expect(json.code).to.equal(1);
      expect(JSON.parse(json.stdout)).to.deep.equal({ error: { code: "bad_usage", message } });
    });
  }

  it("is none when help is asked for, with --json too", async () => {
    const { code, stdout, stderr } = await careplus("sql", "--help", "--json");

    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
    expect(stdout).to.match(/^Usage: careplus sql /);
  });

  it("makes no state folder where there was none", async () => {
    await careplus("status", "--state", none);
    await careplus("sql", "select 1", "--state", none);

    expect(existsSync(none)).to.equal(false);
  });

  it("keeps reset from what a living process works on", async () => {
    const owned = join(folder, "owned");
    await mkdir(join(owned, "lake"), { recursive: true });
    await writeOwner(owned, { pid: process.pid, url: "http://127.0.0.1:1", token: "t" });

    const { code, stderr } = await careplus("reset", "--yes", "--state", owned);

    expect(code).to.equal(1);
    expect(stderr).to.equal(`careplus: process ${process.pid} works on ${owned}: stop it first\n`);
    expect(await readdir(owned)).to.have.members(["lake", "owner.json"]);
  });

  it("is none for reset in an empty folder, and none for an answer without rows", async () => {
    const reset = await careplus("reset", "--state", none);

    expect(reset).to.deep.equal({ code: 0, stdout: "there was nothing to delete\n", stderr: "" });
    expect(await ask(state, "select ticket_id from rpt.tickets")).to.deep.equal([]);
  });

  it("is none for an owner's file that was cut off: status gives every part of its answer", async () => {
    await writeFile(join(state, "owner.json"), '{"pid":');

    const status = await careplusJson("status", "--state", state);

    expect(status).to.have.all.keys("freshness", "totals", "ledger", "quarantine", "reconciliation");
  });
});
