import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** How to reach the process that owns (writes) a state folder. */
export interface Owner {
  readonly pid: number;
  /** Loopback address of its query server. */
  readonly url: string;
  /** Shared by file permission: who may read the state folder may ask its owner. */
  readonly token: string;
}

const ownerFile = (stateDir: string): string => join(stateDir, "owner.json");

/** Says who owns the folder; readable by the folder's user only. */
export async function writeOwner(stateDir: string, owner: Owner): Promise<void> {
  const draft = `${ownerFile(stateDir)}.${owner.pid}`;
  await writeFile(draft, JSON.stringify(owner), { mode: 0o600 });
  await rename(draft, ownerFile(stateDir));
}

export async function removeOwner(stateDir: string): Promise<void> {
  await rm(ownerFile(stateDir), { force: true });
}

/** The owner, if one is alive. A file left by a killed process, or cut off by a power failure, counts as none. */
export async function findOwner(stateDir: string): Promise<Owner | undefined> {
  let owner: unknown;
  try {
    owner = JSON.parse(await readFile(ownerFile(stateDir), "utf8"));
  } catch {
    return undefined;
  }
  return isOwner(owner) && isAlive(owner.pid) ? owner : undefined;
}

function isOwner(value: unknown): value is Owner {
  if (typeof value !== "object" || value === null) return false;
  const { pid, url, token } = value as Readonly<Record<string, unknown>>;
  // Numbers below 1 stand for groups of processes.
  return Number.isSafeInteger(pid) && Number(pid) > 0 && typeof url === "string" && typeof token === "string";
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, under another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
