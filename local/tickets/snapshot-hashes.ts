import { HashSet } from "../../runtime/hashing/hash-set";
import type { ObjectStore } from "../../runtime/store/object-store";
import type { HashList } from "./hash-list";

const HASH_WORDS = 4;
const HASH_BYTES = 16;

/** Lake key of the row hashes of one extraction of one source. */
export function hashesKey(sourceId: string, run: string): string {
  return `${hashesPrefix(sourceId)}${run}.hashes`;
}

function hashesPrefix(sourceId: string): string {
  return `state/tickets/${sourceId}/`;
}

/** Stores the hashes, 16 bytes each, nothing else in the file. */
export async function writeHashes(lake: ObjectStore, key: string, hashes: HashList): Promise<void> {
  const writer = await lake.create(key);
  try {
    for (const piece of hashes.bytes()) await writer.write(piece);
  } catch (error) {
    await writer.abort();
    throw error;
  }
  await writer.close();
}

/**
 * The hashes of an earlier extraction; undefined when its file is gone (someone cleaned the state zone), and then
 * the whole table counts as new, which costs time but nothing else.
 */
export async function readHashes(lake: ObjectStore, key: string): Promise<HashSet | undefined> {
  const sizeBytes = await sizeOf(lake, key);
  if (sizeBytes === undefined) return undefined;
  const set = new HashSet(HASH_WORDS, sizeBytes / HASH_BYTES);
  // Pieces of a stream end anywhere: a hash is put together before it is added.
  const hash = new Uint32Array(HASH_WORDS);
  const hashBytes = new Uint8Array(hash.buffer);
  let filled = 0;
  for await (const piece of lake.read(key) as AsyncIterable<Uint8Array>) {
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + HASH_BYTES - filled);
      hashBytes.set(part, filled);
      at += part.length;
      filled = (filled + part.length) % HASH_BYTES;
      if (filled === 0) set.add(hash);
    }
  }
  return set;
}

/** Deletes the hashes of every extraction of a source but the newest. */
export async function pruneHashes(lake: ObjectStore, sourceId: string, newestKey: string): Promise<void> {
  const outdated: string[] = [];
  for await (const { key } of lake.list(hashesPrefix(sourceId))) if (key !== newestKey) outdated.push(key);
  for (const key of outdated) await lake.delete(key);
}

async function sizeOf(lake: ObjectStore, key: string): Promise<number | undefined> {
  for await (const object of lake.list(key)) if (object.key === key) return object.sizeBytes;
  return undefined;
}
