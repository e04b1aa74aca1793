import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { CareplusError } from "../../runtime/errors";
import { ChildServer } from "./child-server";
import { findMariadb, type MariadbPrograms } from "./find-server";
import { portFor } from "./free-port";
import type { PrivateServer, PrivateServerOptions } from "./private-server";
import { hasDocker, startInDocker } from "./start-in-docker";
import { whenReady } from "./when-ready";

const START_LIMIT_MS = 30_000;
/** Longest path of a Unix socket on every system we run on, its end mark excluded. */
const SOCKET_PATH_BYTES = 100;

/**
 * Starts a private MariaDB on the loopback interface, with its data in `dir`; the data of an earlier start in the
 * same folder is used again. Without a MariaDB on this machine, Docker's mysql image serves instead.
 *
 * @throws CareplusError `mariadb_missing` when there is neither, `mariadb_failed` when the server does not come up
 */
export async function startMariadb(options: PrivateServerOptions): Promise<PrivateServer> {
  const programs = findMariadb();
  if (programs === undefined) {
    if (hasDocker()) return startInDocker(options);
    throw new CareplusError(
      "mariadb_missing",
      "No MariaDB server was found; install one with `apt-get install -y mariadb-server-core mariadb-client-core` (Debian, Ubuntu) or `brew install mariadb` (macOS), or start Docker.",
    );
  }
  const dir = resolve(options.dir);
  const logFile = join(dir, "mariadb.log");
  await mkdir(temporaryDir(dir), { recursive: true });
  await installDataDir(programs, dir);
  const port = options.port ?? (await portFor(dir));
  const server = await ChildServer.start(programs.server, serverArgs(dir, port), logFile);
  return whenReady(server, {
    port,
    limitMs: START_LIMIT_MS,
    failure: (reason) => `MariaDB did not start: ${reason}; see ${logFile}.${lastError(logFile)}`,
  });
}

/** Installs next to the final place and renames, so that an interrupted installation is never taken for a whole one. */
async function installDataDir({ installer }: MariadbPrograms, dir: string): Promise<void> {
  const dataDir = join(dir, "data");
  if (existsSync(dataDir)) return;
  const unfinished = join(dir, "data.installing");
  await rm(unfinished, { recursive: true, force: true });
  const args = [
    "--no-defaults",
    `--datadir=${unfinished}`,
    "--auth-root-authentication-method=normal",
    "--skip-test-db",
    ...asRoot(),
  ];
  const env = { ...process.env, TMPDIR: temporaryDir(dir) };
  const { status, stdout, stderr, error } = spawnSync(installer, args, { encoding: "utf8", env });
  if (status !== 0) {
    const output = error?.message ?? `${stdout}${stderr}`.trim();
    throw new CareplusError("mariadb_failed", `${installer} could not create ${dataDir}: ${output}`);
  }
  await rename(unfinished, dataDir);
}

function serverArgs(dir: string, port: number): string[] {
  return [
    "--no-defaults",
    `--datadir=${join(dir, "data")}`,
    `--tmpdir=${temporaryDir(dir)}`,
    `--port=${port}`,
    "--bind-address=127.0.0.1",
    `--socket=${socketPath(dir, port)}`,
    `--pid-file=${join(dir, "mariadb.pid")}`,
    "--skip-name-resolve",
    "--local-infile=1",
    "--character-set-server=utf8mb4",
    "--max-allowed-packet=64M",
    "--innodb-buffer-pool-size=256M",
    // The data can be generated again: durability on power loss is not worth a sync per commit.
    "--innodb-flush-log-at-trx-commit=0",
    ...asRoot(),
  ];
}

/** A server that starts deletes temporary tables where its own would be, also those of another server. */
function temporaryDir(dir: string): string {
  return join(dir, "tmp");
}

/** MariaDB refuses to run as root unless told that this is meant. */
function asRoot(): string[] {
  return process.getuid?.() === 0 ? ["--user=root"] : [];
}

function socketPath(dir: string, port: number): string {
  const path = join(dir, "mariadb.sock");
  return Buffer.byteLength(path) <= SOCKET_PATH_BYTES
    ? path
    : join(tmpdir(), `careplus-mariadb-${port}.sock`);
}

function lastError(logFile: string): string {
  const errors = readFileSync(logFile, "utf8")
    .split("\n")
    .filter((line) => line.includes("[ERROR]"));
  return errors.length === 0 ? "" : ` It said: ${errors.at(-1)?.replace(/^.*\[ERROR\] /, "")}`;
}
