import { LARGEST_TEXT_BYTES } from "../../contracts/derive/redshift-ddl";
import { type FileKind, fileNumber } from "../file-number";
import type { LogEntry } from "../log-entry";
import { MICROS_PER_DAY } from "../timestamp";
import type { TextColumnName } from "./kernel-exports";
import type { LogKernel } from "./log-kernel";

const HASH_BYTES = 16;
/** A byte that is no UTF-8 becomes U+FFFD, which has three. */
const MOST_BYTES_OF_A_BYTE = 3;

/** A rejected entry as a row of quarantine has it. */
export interface RejectedRow {
  readonly ticketId: string | null;
  /** The text of its bytes, or where they lie in the kernel's input as they are, `to` excluded. */
  readonly raw: string | { readonly from: number; readonly to: number };
  /** Number of its list of reasons. */
  readonly reasons: number;
  readonly byteOffset: number;
}

/** Puts entries that the tolerant parser read into rows of the kernel's block. */
export class KernelRows {
  private textBytes = 0;
  private replacedBytes = 0;

  constructor(private readonly kernel: LogKernel) {}

  /**
   * Whether the block has room for whatever becomes of an entry of so many bytes that is large or no UTF-8: its row, a
   * cut copy of it, and raw records of both that do not lie in the input. Other entries need but a row.
   */
  hasRoomFor(bytes: number): boolean {
    const { rows, MOST_ROWS, REPLACED_BYTES } = this.kernel.exports;
    const replaced = this.replacedBytes + bytes * MOST_BYTES_OF_A_BYTE + LARGEST_TEXT_BYTES;
    return rows.value + 2 <= MOST_ROWS.value && replaced <= REPLACED_BYTES.value;
  }

  /** Adds the row of an entry whose hash stands there already. */
  add(entry: LogEntry, kind: FileKind, byteOffset: number): void {
    const { exports, view } = this.kernel;
    const row = exports.rows.value;
    this.setText("LEVEL", entry.level);
    this.setText("COMPONENT", entry.component);
    this.setText("TICKET_ID", entry.ticketId);
    this.setText("SESSION_ID", entry.sessionId);
    this.setText("IP", entry.ip);
    this.setText("EVENT_TYPE", entry.eventType);
    this.setText("USER_AGENT", entry.userAgent);
    this.setText("MESSAGE", entry.message);
    this.setText("DEBUG", entry.debug);
    this.setText("TRACE_ID", entry.traceId);
    view.setBigInt64(exports.numberAt(exports.LOGGED_AT.value, row), BigInt(entry.loggedAtMicros), true);
    view.setBigInt64(exports.numberAt(exports.RESPONSE_TIME.value, row), BigInt(entry.responseTimeMs), true);
    view.setFloat64(exports.numberAt(exports.CPU.value, row), entry.cpuPercent, true);
    view.setUint8(exports.errorAt(row), entry.isError ? 1 : 0);
    const day = Math.floor(entry.loggedAtMicros / MICROS_PER_DAY);
    this.addRow(fileNumber(day, kind), byteOffset);
  }

  /** Gives the row to come the hash of the last one. */
  repeatHash(): void {
    const { exports, memory } = this.kernel;
    const hash = exports.hashAt(exports.rows.value);
    memory.copyWithin(hash, hash - HASH_BYTES, hash);
  }

  addRejected({ ticketId, raw, reasons, byteOffset }: RejectedRow, kind: FileKind): void {
    const { exports, view } = this.kernel;
    const row = exports.rows.value;
    this.setText("TICKET_ID", ticketId);
    if (typeof raw === "string") this.setReplaced(raw);
    else {
      const { value: input } = exports.INPUT;
      exports.setSpan(exports.RAW_RECORD.value, row, input + raw.from, input + raw.to);
    }
    view.setUint32(exports.reasonsAt(row), reasons, true);
    this.addRow(fileNumber("rejected", kind), byteOffset);
  }

  /** To be called when the block's rows are dropped. */
  dropTexts(): void {
    this.textBytes = 0;
    this.replacedBytes = 0;
  }

  private addRow(file: number, byteOffset: number): void {
    const { exports, view } = this.kernel;
    const row = exports.rows.value;
    view.setInt32(exports.fileAt(row), file, true);
    view.setBigInt64(exports.offsetAt(row), BigInt(byteOffset), true);
    exports.addRow();
  }

  private setReplaced(text: string): void {
    const { exports, memory } = this.kernel;
    const from = exports.REPLACED.value + this.replacedBytes;
    const length = memory.write(text, from, "utf8");
    this.replacedBytes += length;
    exports.setSpan(exports.RAW_RECORD.value, exports.rows.value, from, from + length);
  }

  private setText(name: TextColumnName, text: string | null): void {
    const { exports, memory } = this.kernel;
    const from = exports.TEXTS.value + this.textBytes;
    const bytes = text === null ? 0 : memory.write(text, from, "utf8");
    this.textBytes += bytes;
    exports.setSpan(exports[name].value, exports.rows.value, from, from + bytes);
  }
}
