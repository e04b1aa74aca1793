import type { Column, Dataset } from "../contracts/dataset";
import { type LOG_QUARANTINE, LOGS } from "../contracts/logs";
import type { PageCompressor } from "../parquet/page-compressor";
import type { KernelColumn } from "./kernel/chunk-pages";
import { NumbersColumn, TextsColumn } from "./kernel/coded-columns";
import { ConstantColumn } from "./kernel/constant-column";
import type { NumberColumnName, TextColumnName } from "./kernel/kernel-exports";
import type { LogKernel } from "./kernel/log-kernel";
import { EntryIdColumn, ErrorColumn, OffsetColumn, PlainTextsColumn } from "./kernel/plain-columns";
import { ReasonsColumn } from "./kernel/reasons-column";

/** What all rows of an object have in common. */
export interface LogOrigin {
  readonly sourceObject: string;
  readonly ruleVersion: string;
  /** Microseconds since 1970. */
  readonly nowMicros: number;
  /** Lists of reasons, by the numbers that rejected rows have; more may come. */
  readonly reasons: readonly (readonly string[])[];
}

type Make = (
  kernel: LogKernel,
  compressor: PageCompressor,
  origin: LogOrigin,
  traits: { readonly isNullable: boolean; readonly isLarge: boolean },
) => KernelColumn;

const texts =
  (name: TextColumnName): Make =>
  (kernel, compressor, _, { isNullable, isLarge }) =>
    isLarge
      ? new PlainTextsColumn(kernel, name, compressor, isNullable)
      : new TextsColumn(kernel, name, compressor, isNullable);
const numbers =
  (name: NumberColumnName): Make =>
  (kernel, compressor) =>
    new NumbersColumn(kernel, name, compressor);
const sourceObject: Make = (_, compressor, origin) => ConstantColumn.ofText(origin.sourceObject, compressor);
const byteOffset: Make = (kernel, compressor) => new OffsetColumn(kernel, compressor);

/** Where each column of the contract LOGS comes from. */
const PROCESSED: Readonly<Record<string, Make>> = {
  entry_id: (kernel, compressor) => new EntryIdColumn(kernel, compressor),
  logged_at: numbers("LOGGED_AT"),
  level: texts("LEVEL"),
  component: texts("COMPONENT"),
  ticket_id: texts("TICKET_ID"),
  session_id: texts("SESSION_ID"),
  ip: texts("IP"),
  response_time_ms: numbers("RESPONSE_TIME"),
  cpu_percent: numbers("CPU"),
  event_type: texts("EVENT_TYPE"),
  is_error: (kernel, compressor) => new ErrorColumn(kernel, compressor),
  user_agent: texts("USER_AGENT"),
  message: texts("MESSAGE"),
  debug: texts("DEBUG"),
  trace_id: texts("TRACE_ID"),
  source_object: sourceObject,
  byte_offset: byteOffset,
};

/** And each of LOG_QUARANTINE. */
const QUARANTINED: Readonly<Record<string, Make>> = {
  source_object: sourceObject,
  byte_offset: byteOffset,
  record_key: texts("TICKET_ID"),
  reasons: (kernel, compressor, { reasons }) => new ReasonsColumn(kernel, compressor, reasons),
  raw_record: (kernel, compressor) => new PlainTextsColumn(kernel, "RAW_RECORD", compressor, false),
  rule_version: (_, compressor, { ruleVersion }) => ConstantColumn.ofText(ruleVersion, compressor),
  quarantined_at: (_, compressor, { nowMicros }) => ConstantColumn.of64Bits(nowMicros, compressor),
};

/**
 * Makes the columns of a row group of an object: those of kept rows, or of rejected ones.
 *
 * @param isLarge the rows hold large texts, or what was cut from them
 */
export function columnsOf(
  dataset: typeof LOGS | typeof LOG_QUARANTINE,
  kernel: LogKernel,
  compressor: PageCompressor,
  origin: LogOrigin,
  isLarge: boolean,
): readonly KernelColumn[] {
  const makers = dataset === LOGS ? PROCESSED : QUARANTINED;
  return dataset.columns.map((column) =>
    makerOf(makers, dataset, column)(kernel, compressor, origin, {
      isNullable: column.nullable === true,
      isLarge,
    }),
  );
}

/** @throws Error for a column of the contract that is missing above: our mistake */
function makerOf(makers: Readonly<Record<string, Make>>, dataset: Dataset, { name }: Column): Make {
  const make = makers[name];
  if (make === undefined) throw new Error(`no column of ${dataset.name} is made for ${name}`);
  return make;
}
