import { access, mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { CareplusError } from "../../runtime/errors";
import { textLiteral } from "../tickets/sql-text";

/** How long a lock of another process is waited for: a reader holds it for one query only. */
const LOCK_PATIENCE_MS = 2_000;
const LOCK_PAUSE_MS = 25;

export interface OpenOptions {
  /** DuckDB's own memory, as it writes it ("300MB"); what it does not hold goes to files beside the warehouse. */
  readonly memoryLimit?: string;
  readonly threads?: number;
}

const warehousePath = (stateDir: string): string => join(stateDir, "warehouse.duckdb");

async function warehouseExists(stateDir: string): Promise<boolean> {
  return access(warehousePath(stateDir)).then(
    () => true,
    () => false,
  );
}

/**
 * Opens the warehouse's file to write, or makes it. No SQL that is run on it, whosever it is, reaches files outside
 * `<state>/lake`, the network, or extensions.
 *
 * @throws CareplusError `state_in_use` while another process has it open, `unusable_state` when its path has a `?`
 */
export async function openToWrite(stateDir: string, options: OpenOptions): Promise<DuckDBInstance> {
  // DuckDB takes what follows a `?` for the query of a URL, and puts its write-ahead log beside the wrong name.
  if (stateDir.includes("?")) {
    throw new CareplusError("unusable_state", `the path of the state folder ${stateDir} must not have a "?"`);
  }
  await mkdir(stateDir, { recursive: true });
  const instance = await openPatiently(stateDir, {
    ...SAFE_OPTIONS,
    memory_limit: options.memoryLimit ?? "300MB",
    ...(options.threads !== undefined && { threads: String(options.threads) }),
  });
  const connection = await instance.connect();
  try {
    await connection.run(`set temp_directory = ${textLiteral(join(stateDir, "warehouse.duckdb.tmp"))}`);
    await connection.run(`set allowed_directories = [${lakePaths(stateDir).map(textLiteral).join(", ")}]`);
    // From here on it cannot be enabled again.
    await connection.run("set enable_external_access = false");
  } finally {
    connection.closeSync();
  }
  return instance;
}

/**
 * Opens the warehouse's file to read; it then cannot be written at all, and no other file can be read.
 *
 * @throws CareplusError `state_in_use` while another process writes, `no_warehouse` when nothing was loaded yet
 */
export async function openToRead(stateDir: string): Promise<DuckDBInstance> {
  if (!(await warehouseExists(stateDir))) throw noWarehouse(stateDir);
  return openPatiently(stateDir, {
    ...SAFE_OPTIONS,
    access_mode: "READ_ONLY",
    enable_external_access: "false",
  });
}

export function noWarehouse(stateDir: string): CareplusError {
  return new CareplusError(
    "no_warehouse",
    `there is no warehouse in ${stateDir} yet: load something with \`careplus run\` first`,
  );
}

/** A connection whose times are UTC. The caller closes it. */
export async function connectInUtc(instance: DuckDBInstance): Promise<DuckDBConnection> {
  const connection = await instance.connect();
  await connection.run("set timezone = 'UTC'");
  return connection;
}

/** Extensions are never fetched: what is missing fails at once, not after a try to download it. */
const SAFE_OPTIONS = { autoinstall_known_extensions: "false", autoload_known_extensions: "false" };

/** DuckDB compares paths as they are written, so the lake is named in every way that our own SQL writes it. */
function lakePaths(stateDir: string): readonly string[] {
  const lakes = [join(stateDir, "lake"), resolve(stateDir, "lake")];
  const asPatterns = lakes.map((path) => path.replace(/[[*?]/g, (character) => `[${character}]`));
  return [...new Set([...lakes, ...asPatterns])].map((path) => `${path}/`);
}

async function openPatiently(stateDir: string, options: Record<string, string>): Promise<DuckDBInstance> {
  const patience = Date.now() + LOCK_PATIENCE_MS;
  for (;;) {
    try {
      return await DuckDBInstance.create(warehousePath(stateDir), options);
    } catch (error) {
      if (!isLockFault(error)) throw explainOpenFault(error, stateDir);
      if (Date.now() >= patience) throw stateInUse(error, stateDir);
      await pause(LOCK_PAUSE_MS);
    }
  }
}

function isLockFault(error: unknown): boolean {
  return /Could not set lock|Conflicting lock|already (attached|open)|Unique file handle/i.test(
    String(error),
  );
}

function stateInUse(cause: unknown, stateDir: string): CareplusError {
  const holder = /PID (\d+)/.exec(String(cause))?.[1];
  const who = holder === undefined ? "another process" : `another process (${holder})`;
  return new CareplusError(
    "state_in_use",
    `${who} is using the state folder ${stateDir}: stop it or choose another --state`,
    { cause },
  );
}

function explainOpenFault(cause: unknown, stateDir: string): unknown {
  const reason = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
  return new CareplusError(
    "warehouse_unreadable",
    `the warehouse in ${stateDir} cannot be opened: ${reason}`,
    { cause },
  );
}
