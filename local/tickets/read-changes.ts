import type { HashSet } from "../../runtime/hashing/hash-set";
import type { ChangePlan } from "./change-plan";
import { HashList } from "./hash-list";
import { hashMd5 } from "./md5";
import type { RawPartWriter } from "./raw-part-writer";
import type { OnRawRow } from "./raw-rows";
import type { TicketSource } from "./ticket-source";

const ROWS_PER_PROGRESS = 50_000;
const ASCII_1 = 0x31;
/** The flag behind a row's own columns is one digit: a length byte and the digit (see change-plan.ts). */
const FLAG_BYTES = 2;

/** Learns something of all rows while they are read. */
export interface RowObserver {
  /** @param rowStart offset of a row in a packet of MySQL's text protocol */
  add(packet: Buffer, rowStart: number): void;
}

export interface ChangesRead {
  readonly rowsRead: number;
  /** Hashes of the rows that the next extraction will read again. */
  readonly hashes: HashList;
}

/**
 * Reads the plan's rows once and adds to `parts` those whose hash the last extraction did not have. Equal rows of
 * one read are all added. Memory stays bounded: the server is held back while a block of CSV is stored.
 *
 * @param last hashes of the last extraction; undefined: every row counts as changed
 * @param observers are shown each row
 */
export async function readChanges(
  source: TicketSource,
  plan: ChangePlan,
  last: HashSet | undefined,
  observers: readonly RowObserver[],
  parts: RawPartWriter,
  onProgress: (rowsRead: number) => void,
): Promise<ChangesRead> {
  const hashes = new HashList();
  const hash = new Uint32Array(4);
  let rowsRead = 0;
  let flushing: Promise<void> | undefined;

  await new Promise<void>((resolve, reject) => {
    const flush = async (): Promise<void> => {
      source.pause();
      try {
        await parts.flush();
        source.resume();
      } catch (error) {
        // The disk is full, say. Nobody reads the rest of the rows: the caller closes the source.
        reject(error);
      }
      flushing = undefined;
    };
    const takeRow: OnRawRow = (packet, start, end) => {
      const rowEnd = end - FLAG_BYTES;
      hashMd5(parts.append(packet, start, rowEnd), hash);
      if (packet[end - 1] === ASCII_1) hashes.add(hash);
      if (last?.has(hash)) parts.removeLast();
      for (const observer of observers) observer.add(packet, start);
      rowsRead++;
      if (rowsRead % ROWS_PER_PROGRESS === 0) onProgress(rowsRead);
      if (parts.isFull) flushing ??= flush();
    };
    source.stream(plan.sql, plan.values, takeRow).then(resolve, reject);
  }).finally(() => flushing);
  onProgress(rowsRead);
  return { rowsRead, hashes };
}
