import { SIGNATURE } from "./secrecy";

/**
 * What decides whether a file or an archive is another one: its hash, or the hashes of the files in it. Paths on the
 * machine that made the preview do not count. Any other value is given back as it is.
 */
function contentOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !(SIGNATURE in value)) return value;
  const files = filesOf(value);
  if (files !== undefined)
    return Object.fromEntries(Object.entries(files).map(([name, file]) => [name, contentOf(file)]));
  return Reflect.get(value, "hash") ?? value;
}

/** Files of an archive by their names; undefined for anything that does not list its files. */
export function filesOf(archive: unknown): Readonly<Record<string, unknown>> | undefined {
  const files = typeof archive === "object" && archive !== null ? Reflect.get(archive, "assets") : undefined;
  return typeof files === "object" && files !== null ? (files as Record<string, unknown>) : undefined;
}

export function isSameContent(before: unknown, after: unknown): boolean {
  return JSON.stringify(contentOf(before)) === JSON.stringify(contentOf(after));
}
