/** A mutable or constant global of the kernel. */
interface Global {
  readonly value: number;
}

/** Columns of texts and of numbers, by the names of their numbers in assembly/memory.ts. */
export type TextColumnName =
  | "COMPONENT"
  | "TICKET_ID"
  | "SESSION_ID"
  | "IP"
  | "EVENT_TYPE"
  | "USER_AGENT"
  | "MESSAGE"
  | "DEBUG"
  | "TRACE_ID"
  | "LEVEL"
  | "RAW_RECORD";
export type NumberColumnName = "LOGGED_AT" | "RESPONSE_TIME" | "CPU";

type ConstantName =
  | TextColumnName
  | NumberColumnName
  | "INPUT"
  | "INPUT_BYTES"
  | "TEXTS"
  | "CODES"
  | "OUT"
  | "MOST_ROWS"
  | "IS_NEW"
  | "REPLACED"
  | "REPLACED_BYTES"
  | "NEGATIVE_RESPONSE_TIME";

/** What assembly/index.ts exports, where it is documented. Addresses are bytes of the memory. */
export interface KernelExports extends Readonly<Record<ConstantName, Global>> {
  readonly memory: WebAssembly.Memory;

  forgetObject(): void;

  readonly at: Global;
  readonly taken: Global;
  readonly duplicates: Global;
  readonly rejects: Global;
  takeEntries(from: number, limit: number, base: number): void;
  isNewEntry(from: number, to: number): number;

  readonly rows: Global;
  spanAt(column: number, row: number): number;
  setSpan(column: number, row: number, from: number, to: number): void;
  numberAt(column: number, row: number): number;
  offsetAt(row: number): number;
  errorAt(row: number): number;
  fileAt(row: number): number;
  hashAt(row: number): number;
  reasonsAt(row: number): number;
  addRow(): void;
  dropRows(): void;

  orderByFile(): void;
  endOfFile(from: number): number;
  rowAt(place: number): number;

  readonly end: Global;
  readonly nulls: Global;
  readonly least: Global;
  readonly most: Global;
  readonly leastText: Global;
  readonly leastLength: Global;
  readonly mostText: Global;
  readonly mostLength: Global;
  encodeEntryIds(from: number, to: number): void;
  readonly packedEnd: Global;
  deflateEntryIds(from: number, to: number): void;
  encodeErrors(from: number, to: number): void;
  encodeReasons(from: number, to: number): void;
  encodeOffsets(from: number, to: number): void;
  encodeTextCodes(column: number, from: number, to: number): number;
  encodeNumberCodes(column: number, from: number, to: number): number;
  encodePlainTexts(column: number, from: number, to: number, isNullable: boolean): void;
  encodePlainNumbers(column: number, from: number, to: number): void;

  readonly distinct: Global;
  readonly chunkNulls: Global;
  readonly leastNumber: Global;
  readonly mostNumber: Global;
  beginChunk(rows: number): void;
  encodeTextDictionary(column: number): void;
  encodeNumberDictionary(column: number): void;
  encodeIndexes(from: number, to: number, isNullable: boolean): void;
  endOfTexts(column: number, from: number, to: number): number;
  encodeTextsOfCodes(column: number, from: number, to: number, isNullable: boolean): void;
  encodeNumbersOfCodes(column: number, from: number, to: number): void;
}
