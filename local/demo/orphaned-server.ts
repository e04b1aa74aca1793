import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CareplusError } from "../../runtime/errors";

const STOP_LIMIT_MS = 15_000;

/**
 * Stops the private MariaDB that a demo left behind when it was killed: it holds the data folder's lock.
 *
 * @param dir folder given to `startMariadb`
 * @throws CareplusError `mariadb_failed` when it does not end
 */
export async function stopOrphanedServer(dir: string): Promise<void> {
  const pidFile = join(dir, "mariadb.pid");
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8").trim());
  const isOurs = (): boolean => isServerOf(pid, resolve(dir));
  if (!isOurs()) return;
  process.kill(pid, "SIGTERM");
  const deadline = Date.now() + STOP_LIMIT_MS;
  while (isOurs()) {
    if (Date.now() > deadline) {
      throw new CareplusError(
        "mariadb_failed",
        `an earlier demo's MariaDB, process ${pid}, does not end: stop it first`,
      );
    }
    await sleep(50);
  }
}

/** Whether that process is a server of this data folder, and not one that got the same number since. */
function isServerOf(pid: number, dir: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  const { stdout } = spawnSync("ps", ["-p", String(pid), "-o", "args="], { encoding: "utf8" });
  return (stdout ?? "").includes(`--datadir=${join(dir, "data")}`);
}
