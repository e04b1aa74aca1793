import type { ObjectStore, ObjectWriter } from "../../runtime/store/object-store";
import { CsvBlock } from "./csv-block";
import type { RawPart } from "./manifest";
import type { SourceField } from "./ticket-source";

/** CSV text is handed to the store in pieces of this size. */
const BLOCK_BYTES = 1 << 20;
/** A part is closed at this size, so that several can be read at once. */
const PART_BYTES = 64 << 20;

/**
 * Writes an extraction's rows as CSV parts of a run folder. No row, no object.
 *
 * Rows may be added while a flush is under way: they go to a second block.
 */
export class RawPartWriter {
  private readonly names: readonly string[];
  private readonly parts: RawPart[] = [];
  private filling: CsvBlock;
  private spare: CsvBlock;
  private writer: ObjectWriter | undefined;
  /** The part that is being written, as far as its blocks were handed over. */
  private part: RawPart;
  private beginsPart = true;

  /** @param folder lake key of the run folder, without a slash at its end */
  constructor(
    private readonly lake: ObjectStore,
    private readonly folder: string,
    fields: readonly SourceField[],
  ) {
    this.names = fields.map(({ name }) => name);
    const isBinary = fields.map((field) => field.isBinary);
    this.filling = new CsvBlock(isBinary, 2 * BLOCK_BYTES);
    this.spare = new CsvBlock(isBinary, 2 * BLOCK_BYTES);
    this.part = this.emptyPart();
  }

  /** Whether any row was added. */
  get hasRows(): boolean {
    return this.filling.rows > 0 || this.part.rows > 0 || this.parts.length > 0;
  }

  /** True when `flush` should be called before many more rows. */
  get isFull(): boolean {
    return this.filling.size >= BLOCK_BYTES;
  }

  /** Adds the row of a packet (see row-packet.ts); returns its record, which is valid during the caller's step only. */
  append(packet: Buffer, start: number, end: number): Buffer {
    if (this.beginsPart) this.filling.appendHeader(this.names);
    this.beginsPart = false;
    this.filling.appendRow(packet, start, end);
    return this.filling.lastRecord;
  }

  /** Takes the row that was just added back. */
  removeLast(): void {
    this.filling.removeLastRow();
  }

  /** Hands what was added so far to the store. Not to be called again before it has resolved. */
  async flush(): Promise<void> {
    const full = this.filling;
    this.filling = this.spare;
    this.spare = full;
    this.part = {
      ...this.part,
      rows: this.part.rows + full.rows,
      sizeBytes: this.part.sizeBytes + full.size,
      hasLineBreaks: this.part.hasLineBreaks || full.hasLineBreaks,
      longestRecordBytes: Math.max(this.part.longestRecordBytes, full.longestLine),
    };
    this.beginsPart = this.part.sizeBytes >= PART_BYTES;
    const endsPart = this.beginsPart;
    this.writer ??= await this.lake.create(this.part.key);
    await this.writer.write(full.content);
    full.clear();
    if (endsPart) await this.closePart();
  }

  /** Stores the rest and returns all parts. */
  async finish(): Promise<readonly RawPart[]> {
    if (this.filling.rows > 0) await this.flush();
    await this.closePart();
    return this.parts;
  }

  /** Takes back what was written. */
  async abort(): Promise<void> {
    await this.writer?.abort();
    for (const { key } of this.parts) await this.lake.delete(key);
  }

  private async closePart(): Promise<void> {
    if (this.writer === undefined) return;
    await this.writer.close();
    this.writer = undefined;
    this.parts.push(this.part);
    this.part = this.emptyPart();
  }

  private emptyPart(): RawPart {
    const key = `${this.folder}/part-${String(this.parts.length).padStart(5, "0")}.csv`;
    return { key, rows: 0, sizeBytes: 0, hasLineBreaks: false, longestRecordBytes: 0 };
  }
}
