import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { stopOrphanedServer } from "../../../local/demo/orphaned-server";
import { startMariadb } from "../../../local/mariadb/start";
import { eachHasFolder } from "../../fixtures/temporary-folder";

describe("an orphaned database server", () => {
  let dir: string;

  eachHasFolder((path) => {
    dir = path;
  });

  it("is stopped, so that its data folder can be used again", async () => {
    const orphan = await startMariadb({ dir });

    await stopOrphanedServer(dir);

    const next = await startMariadb({ dir });
    expect(next.pid).to.not.equal(orphan.pid);
    await next.stop();
  });

  it("is not mistaken for another process that got its number since", async () => {
    const bystander: ChildProcess = spawn("sleep", ["30"]);
    writeFileSync(join(dir, "mariadb.pid"), String(bystander.pid));

    await stopOrphanedServer(dir);

    expect(bystander.exitCode ?? bystander.signalCode).to.equal(null);
    bystander.kill();
  });
});
