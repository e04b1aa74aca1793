import { LARGEST_TEXT_BYTES } from "../contracts/derive/redshift-ddl";

/**
 * Texts that Redshift does not take. COPY cannot cut a Parquet file's texts, so a row with such a one lies in a file
 * of its own, as it is, and that file has a copy whose texts are cut: the only one that COPY reads
 * (docs/decisions/046-large-texts.md).
 */

/** A character of UTF-16 takes three bytes of UTF-8 at the most. */
const MOST_BYTES_OF_A_UNIT = 3;

const LARGE_SUFFIX = ".large.parquet";

/** Whether Redshift would refuse the text. */
export function isLargeText(text: string): boolean {
  return (
    text.length * MOST_BYTES_OF_A_UNIT > LARGEST_TEXT_BYTES && Buffer.byteLength(text) > LARGEST_TEXT_BYTES
  );
}

/** As much of the text, from its beginning, as Redshift takes; no character is torn. */
export function cutText(text: string): string {
  if (!isLargeText(text)) return text;
  const bytes = Buffer.from(text);
  let end = LARGEST_TEXT_BYTES;
  // Bytes 10xxxxxx go on with a character.
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString("utf8", 0, end);
}

/** Key of the file that holds the large rows of a Parquet file, beside it. */
export function largeKey(key: string): string {
  return key.replace(/\.parquet$/, LARGE_SUFFIX);
}

/** Key of the file that COPY reads for a lake file: itself, or the copy whose texts are cut. */
export function copiedKey(key: string): string {
  return key.endsWith(LARGE_SUFFIX) ? key.replace("/", "/cut/") : key;
}
