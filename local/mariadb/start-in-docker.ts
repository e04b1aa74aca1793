import { spawnSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { ChildServer } from "./child-server";
import { portFor } from "./free-port";
import type { PrivateServer, PrivateServerOptions } from "./private-server";
import { whenReady } from "./when-ready";

const IMAGE = "mysql:8.4";
/** The image may have to be downloaded first. */
const START_LIMIT_MS = 300_000;

/** Whether a Docker engine answers. */
export function hasDocker(): boolean {
  return spawnSync("docker", ["info"], { stdio: "ignore", timeout: 5_000 }).status === 0;
}

/**
 * Starts Docker's mysql image with its port on the loopback interface. The data lives as long as the container:
 * it is gone after `stop`.
 *
 * @throws CareplusError `mariadb_failed` when the container does not come up
 */
export async function startInDocker(options: PrivateServerOptions): Promise<PrivateServer> {
  const dir = resolve(options.dir);
  const logFile = join(dir, "mysql.log");
  await mkdir(dir, { recursive: true });
  const port = options.port ?? (await portFor(dir));
  // `docker run` in the foreground passes SIGTERM on to the server and ends with it.
  const server = await ChildServer.start(
    "docker",
    [
      "run",
      "--rm",
      `--publish=127.0.0.1:${port}:3306`,
      "--env=MYSQL_ALLOW_EMPTY_PASSWORD=1",
      "--env=MYSQL_ROOT_HOST=%",
      IMAGE,
      "--local-infile=1",
      "--character-set-server=utf8mb4",
    ],
    logFile,
  );
  return whenReady(server, {
    port,
    limitMs: START_LIMIT_MS,
    failure: (reason) => `MySQL in Docker did not start: ${reason}; see ${logFile}.`,
  });
}
