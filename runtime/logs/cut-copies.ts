import { LOG_QUARANTINE, LOGS } from "../contracts/logs";
import { copiedKey, cutText } from "../load/large-texts";
import type { TextView } from "../parquet/byte-buffer";
import { ParquetFiles } from "../parquet/parquet-files";
import type { ObjectSink } from "../store/object-store";
import { LogColumns } from "./log-columns";
import type { LogEntry } from "./log-entry";
import { QuarantineColumns } from "./quarantine-columns";

/** What the rows of an object have in common, and where one of them begins. */
export interface RowOrigin {
  readonly sourceObject: TextView;
  readonly offset: number;
}

/** Copies of the files of large entries, their texts cut to what Redshift takes. */
export class CutCopies {
  private readonly rows: ParquetFiles<LogColumns>;
  private readonly quarantine: ParquetFiles<QuarantineColumns>;

  constructor(lake: ObjectSink, metadata: Readonly<Record<string, string>>) {
    this.rows = new ParquetFiles(lake, LOGS, metadata, (columns) => new LogColumns(columns));
    this.quarantine = new ParquetFiles(
      lake,
      LOG_QUARANTINE,
      metadata,
      (columns) => new QuarantineColumns(columns),
    );
  }

  /** @param key of the file whose copy the row belongs in */
  async take(key: string, entry: LogEntry, hash: Uint32Array, origin: RowOrigin): Promise<void> {
    const columns = await this.rows.open(copiedKey(key));
    columns.appendEntry(cutTexts(entry));
    columns.appendOrigin(hash, origin.sourceObject, origin.offset);
    await this.rows.rowAdded(entry.message.length);
  }

  async reject(
    key: string,
    record: { readonly ticketId: string | null; readonly text: string; readonly reasons: readonly string[] },
    origin: RowOrigin,
    nowMicros: number,
  ): Promise<void> {
    const { ticketId, text, reasons } = record;
    const columns = await this.quarantine.open(copiedKey(key));
    columns.appendText(ticketId === null ? null : cutText(ticketId), cutText(text));
    columns.appendVerdict(origin.sourceObject, origin.offset, reasons, nowMicros);
    await this.quarantine.rowAdded(text.length);
  }

  async close(): Promise<void> {
    await this.rows.close();
    await this.quarantine.close();
  }

  async abort(): Promise<void> {
    await this.rows.abort();
    await this.quarantine.abort();
  }
}

/** The same columns: a text stays a text. */
function cutTexts(entry: LogEntry): LogEntry {
  const values = Object.entries(entry).map(([name, value]) => [
    name,
    typeof value === "string" ? cutText(value) : value,
  ]);
  return Object.fromEntries(values) as LogEntry;
}
