import { HashSet } from "../../runtime/hashing/hash-set";
import type { ObjectStore } from "../../runtime/store/object-store";
import type { HashList } from "./hash-list";
import { hexDigit } from "./md5";

const HASH_WORDS = 4;
const HASH_DIGITS = 32;
const LF = 0x0a;
/** Characters of a hash and its line feed. */
const LINE_BYTES = HASH_DIGITS + 1;

/** Lake key of the row hashes of one extraction of one source. */
export function hashesKey(sourceId: string, run: string): string {
  return `${hashesPrefix(sourceId)}${run}.hashes`;
}

function hashesPrefix(sourceId: string): string {
  return `state/tickets/${sourceId}/`;
}

/** Stores the hashes as text: 32 hex digits a line. */
export async function writeHashes(lake: ObjectStore, key: string, hashes: HashList): Promise<void> {
  const writer = await lake.create(key);
  try {
    for (const piece of hashes.lines()) await writer.write(piece);
  } catch (error) {
    await writer.abort();
    throw error;
  }
  await writer.close();
}

/**
 * The hashes of an earlier extraction: of one object, or of a folder of objects where Spark wrote them. Undefined when
 * they are gone (someone cleaned the state zone), and then the whole table counts as new, which costs time only.
 */
export async function readHashes(lake: ObjectStore, key: string): Promise<HashSet | undefined> {
  const objects: { key: string; sizeBytes: number }[] = [];
  for await (const object of lake.list(key)) {
    if (object.key === key || object.key.startsWith(`${key}/part-`)) objects.push(object);
  }
  if (objects.length === 0) return undefined;
  const sizeBytes = objects.reduce((sum, object) => sum + object.sizeBytes, 0);
  const set = new HashSet(HASH_WORDS, Math.ceil(sizeBytes / LINE_BYTES));
  for (const object of objects) await addHashes(set, lake.read(object.key) as AsyncIterable<Uint8Array>);
  return set;
}

/** Adds the hash of each line; pieces of a stream end anywhere. */
async function addHashes(set: HashSet, lines: AsyncIterable<Uint8Array>): Promise<void> {
  const hash = new Uint32Array(HASH_WORDS);
  const hashBytes = new Uint8Array(hash.buffer);
  let digits = 0;
  for await (const piece of lines) {
    for (let at = 0; at < piece.length; at++) {
      const character = piece[at] as number;
      if (character === LF) {
        if (digits === HASH_DIGITS) set.add(hash);
        digits = 0;
        continue;
      }
      const digit = hexDigit(character);
      const index = (digits >> 1) & 15;
      hashBytes[index] = digits % 2 === 0 ? digit << 4 : (hashBytes[index] as number) | digit;
      digits++;
    }
  }
}

/** Deletes the hashes of every extraction of a source but the newest. */
export async function pruneHashes(lake: ObjectStore, sourceId: string, newestKey: string): Promise<void> {
  const outdated: string[] = [];
  for await (const { key } of lake.list(hashesPrefix(sourceId))) {
    if (key !== newestKey && !key.startsWith(`${newestKey}/`)) outdated.push(key);
  }
  for (const key of outdated) await lake.delete(key);
}
