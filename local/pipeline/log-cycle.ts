import type { TransformedObject } from "../../runtime/load/transformed-object";
import { positionStillValid } from "../../runtime/logs/position";
import { transformLogObject } from "../../runtime/logs/transform";
import type { StoredObject } from "../../runtime/store/object-store";
import { LogFolder } from "../store/log-folder";
import type { LoadedObject, LoadedVersion } from "../warehouse/local-warehouse";
import type { Platform } from "./platform";

/** One transaction loads this many objects at the most, or fewer that hold this many rows. */
const BATCH_OBJECTS = 256;
const BATCH_ROWS = 500_000;

export interface LogCycle {
  readonly loads: readonly LoadedObject[];
  /** Log objects in the folder. */
  readonly objects: number;
  /** Keys of files that may still grow and end in an unfinished entry: look again soon. */
  readonly unsettled: readonly string[];
  readonly notices: readonly string[];
}

/**
 * Reads every log object, or part of one, that the ledger does not know, and loads it.
 *
 * @param isSettled whether a last entry without separator may be taken; false for a file that is still growing,
 *   whose last entry may be half written.
 */
export async function runLogCycle(
  platform: Platform,
  logsDir: string,
  runId: string,
  isSettled: (object: StoredObject) => boolean,
): Promise<LogCycle> {
  const folder = new LogFolder(logsDir);
  const listing = await folder.list();
  const known = await platform.warehouse.loadedVersions("logs");
  const pending = listing.objects.filter((object) => !isLoaded(object, known.get(object.key)));
  const { onProgress } = platform.options;
  const batch = new LoadBatch(platform, runId);
  const notices = [...listing.unreadable];
  const unsettled: string[] = [];
  for (const [index, object] of pending.entries()) {
    onProgress({ stage: "read logs", done: index, total: pending.length, unit: "files" });
    const outcome = await transformVersion(platform, folder, object, isSettled(object));
    if (outcome.kind === "unreadable") notices.push(outcome.reason);
    if (outcome.kind === "transformed") await batch.add(outcome.object);
    if (outcome.kind !== "unreadable" && outcome.isUnsettled) unsettled.push(object.key);
  }
  await batch.flush();
  if (pending.length > 0)
    onProgress({ stage: "read logs", done: pending.length, total: pending.length, unit: "files" });
  return { loads: batch.loads, objects: listing.objects.length, unsettled, notices };
}

/** Gathers transformed objects into transactions of bounded size. */
class LoadBatch {
  readonly loads: LoadedObject[] = [];
  private waiting: TransformedObject[] = [];
  private rows = 0;

  constructor(
    private readonly platform: Platform,
    private readonly runId: string,
  ) {}

  async add(object: TransformedObject): Promise<void> {
    this.waiting.push(object);
    this.rows += object.counts.kept;
    if (this.waiting.length >= BATCH_OBJECTS || this.rows >= BATCH_ROWS) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.waiting.length === 0) return;
    const { warehouse, lake } = this.platform;
    this.loads.push(...(await warehouse.load(this.waiting, lake, this.runId, new Date())));
    this.waiting = [];
    this.rows = 0;
  }
}

/** The version under which the finished entries of a file that still grows are loaded. */
const openVersion = (object: StoredObject): string => `${object.version}-open`;

function isLoaded(object: StoredObject, versions: readonly LoadedVersion[] = []): boolean {
  return versions.some(
    (loaded) =>
      loaded.sourceVersion === object.version ||
      // Read while it grew, and to its very end.
      (loaded.sourceVersion === openVersion(object) &&
        loaded.firstByte + loaded.bytesRead === object.sizeBytes),
  );
}

type Outcome =
  | { readonly kind: "transformed"; readonly object: TransformedObject; readonly isUnsettled: boolean }
  | { readonly kind: "nothing finished"; readonly isUnsettled: true }
  | { readonly kind: "unreadable"; readonly reason: string };

async function transformVersion(
  platform: Platform,
  folder: LogFolder,
  object: StoredObject,
  isSettled: boolean,
): Promise<Outcome> {
  try {
    const firstByte = await firstUnreadByte(platform, folder, object);
    const slice = { firstByte, endByte: object.sizeBytes };
    const isGzip = object.key.endsWith(".gz");
    if (isSettled || isGzip) {
      const whole = await transformSlice(platform, folder, object, slice);
      return { kind: "transformed", object: whole, isUnsettled: false };
    }
    const open = await transformOpenSlice(platform, folder, object, slice);
    const isUnsettled = open.firstByte + open.bytesRead < object.sizeBytes;
    if (isUnsettled && open.counts.recordsIn === 0) return { kind: "nothing finished", isUnsettled };
    return { kind: "transformed", object: open, isUnsettled };
  } catch (error) {
    if (isReadFault(error))
      return { kind: "unreadable", reason: `${object.key} could not be read: ${error.message}` };
    throw error;
  }
}

interface Slice {
  readonly firstByte: number;
  readonly endByte: number;
}

/** Transforms the bytes of a log object that lie in the slice. */
export async function transformSlice(
  platform: Platform,
  folder: LogFolder,
  object: { readonly key: string; readonly version: string },
  slice: Slice,
  takeUnterminated = true,
): Promise<TransformedObject> {
  return transformLogObject(
    {
      sourceObject: object.key,
      sourceVersion: object.version,
      firstByte: slice.firstByte,
      endByte: slice.endByte,
      read: (range) => folder.read(object.key, range),
      isGzip: object.key.endsWith(".gz"),
    },
    platform.lake,
    { now: new Date(), takeUnterminated, mayGrow: true, isForRedshift: false, codec: "GZIP" },
  );
}

/** Takes the finished entries only; the slice then ends where the last of them does. */
async function transformOpenSlice(
  platform: Platform,
  folder: LogFolder,
  object: StoredObject,
  slice: Slice,
): Promise<TransformedObject> {
  const open = { key: object.key, version: openVersion(object) };
  const transformed = await transformSlice(platform, folder, open, slice, false);
  const readTo = transformed.position?.resumeAt ?? slice.firstByte;
  return { ...transformed, bytesRead: readTo - slice.firstByte };
}

/** A file that only grew is read from where reading stopped; a new or replaced one from its beginning. */
async function firstUnreadByte(platform: Platform, folder: LogFolder, object: StoredObject): Promise<number> {
  if (object.key.endsWith(".gz")) return 0;
  const position = await platform.warehouse.logPosition(object.key);
  if (position === undefined || object.sizeBytes < position.resumeAt) return 0;
  const isSameFile = await positionStillValid((range) => folder.read(object.key, range), position);
  return isSameFile ? position.resumeAt : 0;
}

/** Errors of the one file that was being read; anything else (a full disk, our own fault) stops the run. */
function isReadFault(error: unknown): error is Error {
  const code = (error as NodeJS.ErrnoException).code;
  return (
    error instanceof Error && (code === "EACCES" || code === "ENOENT" || code === "EIO" || code === "EISDIR")
  );
}
