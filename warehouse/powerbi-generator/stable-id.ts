import { createHash } from "node:crypto";

/** 20 hex digits that depend on the words only, as Power BI names pages and visuals. */
export function stableId(...words: readonly string[]): string {
  return digest(words).slice(0, 20);
}

/** A GUID that depends on the words only (version 5 in form), for lineage tags and logical ids. */
export function stableGuid(...words: readonly string[]): string {
  const hex = digest(words);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20, 32)].join("-");
}

function digest(words: readonly string[]): string {
  return createHash("sha256")
    .update(JSON.stringify(["careplus", ...words]))
    .digest("hex");
}
