import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { readState } from "../../local/owner/open-reader";
import { logEntry, logFile } from "../fixtures/log-entries";
import { type TemporaryFolder, temporaryFolder } from "../fixtures/temporary-folder";
import { createTicketTable, insertTickets, ticketRow } from "../fixtures/ticket-rows";
import { TicketDatabase } from "../local/tickets/ticket-database";
import { Document, ROOT } from "./document";
import { documentedCommands } from "./documented-commands";
import { runScript } from "./npm-script";

/** Asks for an account on AWS, GitHub or Pulumi. What can be checked of them without one is, in the tests beside this. */
const OF_THE_CLOUD = [
  /^(aws|pulumi|gh) /,
  /^npm run (-s )?(stack|powerbi) -- (up|smoke|down|list|reap|bind)\b/,
  /^npm run replay -- --stack /,
];

/** Of the shell, around other commands. */
const OF_THE_SHELL = /^(cd|rm|git add|sleep|date|grep|for|node --print|ask) ?/;

/** Take minutes, or are what runs this: their scripts must be there. */
const LONG = /^npm (ci|test( -- test\/.+)?|run (-s )?(lint|fuzz|(bench|test):\w+)( -- .+)?)$/;

/** Write a file that git keeps, which a test of its own compares with what they would write. */
const COMPARED: Readonly<Record<string, string>> = {
  "npm run generate:kernel": "test/runtime/logs/kernel/kernel-wasm.test.ts",
  "npm run architecture": "test/delivery/architecture/architecture-page.test.ts",
  "npm run cost -- --write": "test/delivery/cost/cost-page.test.ts",
  "npm run powerbi -- generate": "test/warehouse/powerbi-generator/project.test.ts",
};

/** Run by a test that looks at more than whether they end well. */
const RUN_ELSEWHERE: Readonly<Record<string, string>> = {
  "npm run careplus -- run --engine spark --mysql mysql://user:password@host:3306/careplus":
    "test/local/spark/engine-option.test.ts",
  "npm run cost": "test/delivery/cost/command.test.ts",
  "npm run set-up:spark": "test/scripts/set-up.test.ts",
};

/** Words of the documents that a reader puts their own in place of. */
type Own = (word: string) => string;

interface Trial {
  readonly command: string;
  /** Added to keep the run apart from others. */
  readonly more?: readonly string[];
  /** Goes on until it is interrupted: what it says once it works. */
  readonly until?: RegExp;
}

const TRIALS: readonly Trial[] = [
  {
    command:
      "npm run careplus -- run --mysql mysql://user:password@host:3306/careplus --logs /var/log/careplus --watch",
    more: ["--state", "STATE"],
    until: /took [\d.]+ s/,
  },
  {
    command: "npm run replay -- --reason unknown_level --logs /var/log/careplus",
    more: ["--state", "STATE"],
  },
  { command: "npm run careplus -- dashboard", more: ["--state", "STATE"], until: /dashboards: http:/ },
  { command: "npm run demo", more: ["--state", "DEMO"], until: /dashboards: http:/ },
  { command: "npm run cost -- --stack dev" },
  { command: "npm run cost -- --stack prod" },
  {
    command: "npm run cost -- --stack dev --tickets-per-day 2000 --logs-gb-per-day 5 --load-every 15",
  },
  { command: "npm run preview-report -- preview.json" },
  { command: "npm run powerbi -- check" },
];

describe("the commands of the documents", function () {
  this.timeout(120_000);
  let folder: TemporaryFolder;
  let db: TicketDatabase;
  let own: Own;

  before(async () => {
    [folder, db] = await Promise.all([temporaryFolder(), TicketDatabase.start()]);
    await createTicketTable(db.connection);
    await insertTickets(db.connection, [ticketRow({ ticket_id: "TCK1" })]);
    await mkdir(join(folder.path, "logs"));
    await writeFile(join(folder.path, "logs/a.log"), logFile(logEntry(), logEntry({ level: "FATAL" })));
    const words: Readonly<Record<string, string>> = {
      "mysql://user:password@host:3306/careplus": db.url,
      "/var/log/careplus": join(folder.path, "logs"),
      "preview.json": join(ROOT, "test/delivery/preview-report/fixtures/step-1.json"),
      STATE: join(folder.path, "state"),
      DEMO: join(folder.path, "demo"),
    };
    own = (word) => words[word] ?? word;
  });

  after(async () => {
    await db?.stop();
    await folder?.remove();
  });

  it("are each tried here, or cannot be for a reason that is known", () => {
    const tried = new Set(TRIALS.map(({ command }) => command));

    const untried = documentedCommands().filter(
      ({ text }) =>
        !tried.has(text) &&
        COMPARED[text] === undefined &&
        RUN_ELSEWHERE[text] === undefined &&
        !LONG.test(text) &&
        !OF_THE_SHELL.test(text) &&
        !OF_THE_CLOUD.some((pattern) => pattern.test(text)),
    );

    expect(untried.map(({ where, text }) => `${where} ${text}`)).to.deep.equal([]);
  });

  it("are all of them in a document that are tried here", () => {
    const documented = new Set(documentedCommands().map(({ text }) => text));
    const listed = [
      ...TRIALS.map(({ command }) => command),
      ...Object.keys(COMPARED),
      ...Object.keys(RUN_ELSEWHERE),
    ];

    expect(listed.filter((command) => !documented.has(command))).to.deep.equal([]);
    expect(
      [...Object.values(COMPARED), ...Object.values(RUN_ELSEWHERE)].every((path) =>
        existsSync(join(ROOT, path)),
      ),
    ).to.equal(true);
  });

  it("name scripts that package.json has", () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
      readonly scripts: Readonly<Record<string, string>>;
    };

    const missing = documentedCommands().filter(({ words: [program, run, ...rest] }) => {
      const name = rest.find((word) => !word.startsWith("-"));
      return program === "npm" && run === "run" && scripts[name ?? ""] === undefined;
    });

    expect(missing.map(({ where, text }) => `${where} ${text}`)).to.deep.equal([]);
  });

  it("name test files that are there", () => {
    const named = documentedCommands().flatMap(({ words }) =>
      words.filter((word) => word.startsWith("test/")),
    );

    expect(named.filter((path) => !existsSync(join(ROOT, path)))).to.deep.equal([]);
  });

  for (const { command, more = [], until } of TRIALS)
    it(`\`${command}\` does what it says`, async () => {
      const [, , script = "", ...args] = command.split(" ").filter((word) => word !== "--");

      const { code, stdout, stderr } = await runScript(script, [...args, ...more].map(own), until);

      expect(stdout, stderr).to.match(until ?? /^/);
      // One that was interrupted ends by the signal, as npm itself does.
      if (until === undefined) expect(code, stderr).to.equal(0);
      expect(stderr).not.to.match(/\n\s+at /);
    });

  it("ask the warehouse in the runbook what it can answer", async () => {
    const reader = readState(join(folder.path, "demo"));
    const questions = documentedCommands().flatMap(({ words: [program, sql = ""] }) =>
      program === "ask" ? [sql] : [],
    );

    for (const sql of questions) await reader.queryReadOnly(sql);

    expect(questions).to.have.length.above(5);
    expect(new Document("docs/runbook.md").text).to.include("ask() {");
  });
});
