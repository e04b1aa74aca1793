import type { BigIntStats } from "node:fs";
import type { StoredObject } from "../../runtime/store/object-store";

/** A file's version: its size and time of change. A touched file counts as changed, which is always safe. */
export function fileVersion(file: BigIntStats): Omit<StoredObject, "key"> {
  return {
    version: `${file.size}-${file.mtimeNs}`,
    sizeBytes: Number(file.size),
    modifiedAt: file.mtime,
  };
}
