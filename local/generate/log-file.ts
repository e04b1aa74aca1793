import { gzipSync } from "node:zlib";
import type { LogFault, WrittenEntry } from "./log-faults";

/** How a file is written, over and above its entries. */
export interface FileForm {
  readonly lineEnd: "\n" | "\r\n";
  readonly hasByteOrderMark: boolean;
  readonly isGzip: boolean;
  /** Whether a separator line follows the last entry. */
  readonly isLastSeparated: boolean;
}

export const PLAIN: FileForm = {
  lineEnd: "\n",
  hasByteOrderMark: false,
  isGzip: false,
  isLastSeparated: true,
};

/** A generated log file and what the platform must count in it. */
export interface GeneratedLogFile {
  /** File name, e.g. `careplus-2025-07-01.log`. */
  readonly name: string;
  readonly bytes: Buffer;
  readonly records: number;
  /** Entries with the same bytes as an earlier one of this file. */
  readonly duplicates: number;
  /** Entries to be rejected, by what is wrong with them; duplicates are not among them. */
  readonly faults: Readonly<Partial<Record<LogFault, number>>>;
  /** Valid distinct entries that no earlier file has. */
  readonly newEntries: number;
}

export interface FileEntry extends WrittenEntry {
  readonly isDuplicate: boolean;
}

/** Puts entries into a file and counts them. */
export function writeLogFile(name: string, entries: readonly FileEntry[], form: FileForm): GeneratedLogFile {
  const faults: Partial<Record<LogFault, number>> = {};
  for (const { fault, isDuplicate } of entries) {
    if (fault !== undefined && !isDuplicate) faults[fault] = (faults[fault] ?? 0) + 1;
  }
  const valid = entries.filter(({ fault, isDuplicate }) => fault === undefined && !isDuplicate);
  const bytes = encode(entries, form);
  return {
    name: form.isGzip ? `${name}.gz` : name,
    bytes: form.isGzip ? gzip(bytes) : bytes,
    records: entries.length,
    duplicates: entries.filter(({ isDuplicate }) => isDuplicate).length,
    faults,
    newEntries: valid.length,
  };
}

function encode(entries: readonly FileEntry[], form: FileForm): Buffer {
  const chunks: Buffer[] = form.hasByteOrderMark ? [Buffer.from("\ufeff")] : [];
  for (const [index, { bytes }] of entries.entries()) {
    chunks.push(
      form.lineEnd === "\n"
        ? bytes
        : Buffer.from(bytes.toString("latin1").replaceAll("\n", "\r\n"), "latin1"),
    );
    const isSeparated = form.isLastSeparated || index < entries.length - 1;
    if (isSeparated) chunks.push(Buffer.from(`${form.lineEnd}---${form.lineEnd}`));
  }
  return Buffer.concat(chunks);
}

function gzip(bytes: Buffer): Buffer {
  const packed = gzipSync(bytes);
  // RFC 1952, byte 9: the operating system. 255 is "unknown", so that every machine makes the same file.
  packed[9] = 255;
  return packed;
}
