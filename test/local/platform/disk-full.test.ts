import { spawn } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { ended } from "../../fixtures/careplus";
import { logEntry, logFile } from "../../fixtures/log-entries";
import { temporaryFolder } from "../../fixtures/temporary-folder";

const ENTRIES = 30_000;

/**
 * The state folder is a file system of a few MiB, mounted in a namespace of the test's own; after the run has failed
 * it is made larger, as an operator would.
 */
const SCRIPT = `
set -e
mkdir -p "$STATE"
mount -t tmpfs -o size=3m tmpfs "$STATE"
set +e
"$NODE" "$CLI" run --logs "$LOGS" --state "$STATE" 2>"$OUT/full.txt"
echo $? >"$OUT/full.code"
set -e
mount -o remount,size=500m "$STATE"
"$NODE" "$CLI" run --logs "$LOGS" --state "$STATE" --json >"$OUT/again.json"
"$NODE" "$CLI" sql "select count(*) as entries, (select sum(records_in - kept - duplicate - rejected) from ops.loads) as lost from rpt.log_entries" --state "$STATE" --json
`;

describe("careplus run on a disk that fills up", () => {
  it("ends with one sentence, and completes once there is room", async () => {
    const folder = await temporaryFolder();
    const logs = join(folder.path, "logs");
    await mkdir(logs);
    const entries = Array.from({ length: ENTRIES }, (_, index) =>
      logEntry({ message: `${index} ${Math.random()}` }),
    );
    await writeFile(join(logs, "a.log"), logFile(...entries));
    const env = {
      ...process.env,
      NODE: process.execPath,
      CLI: join(__dirname, "../../../local/cli/careplus.js"),
      STATE: join(folder.path, "state"),
      LOGS: logs,
      OUT: folder.path,
    };
    try {
      const script = spawn("unshare", ["--user", "--map-root-user", "--mount", "sh", "-c", SCRIPT], { env });

      const { code, stdout, stderr } = await ended(script);

      expect(code, stderr).to.equal(0);
      expect(JSON.parse(stdout)).to.deep.equal([{ entries: ENTRIES, lost: 0 }]);
      expect(await readFile(join(folder.path, "full.code"), "utf8")).to.equal("1\n");
      expect((await readFile(join(folder.path, "full.txt"), "utf8")).trim().split("\n").at(-1)).to.match(
        /space|full/i,
      );
    } finally {
      await folder.remove();
    }
  });
});
