import type { ChangeMode, TicketManifest } from "./manifest";
import { quoteIdentifier } from "./table-name";
import type { SourceField, TicketSource } from "./ticket-source";

/** Which rows an extraction reads, and which of them the next one will meet again. */
export interface ChangePlan {
  readonly changeMode: ChangeMode;
  /** Newest `updated_at` seen so far that is not in the future; null in row-hash mode. */
  readonly watermark: string | null;
  /** Where the next extraction begins to read; null: at the beginning. */
  readonly readFrom: string | null;
  /**
   * The statement: the table's columns, then one more that is 1 where the row will be read again next time (its
   * hash must be kept) and 0 elsewhere.
   */
  readonly sql: string;
  readonly values: readonly string[];
}

/** Types whose values compare as times without a cast, so that an index on the column serves. */
const TIME_TYPES = new Set([7 /* TIMESTAMP */, 10 /* DATE */, 12 /* DATETIME */]);
const AS_TEXT = "'%Y-%m-%d %H:%i:%s.%f'";
/** Times before this are placeholders such as 0000-00-00, which say nothing about when a row changed. */
const FIRST_REAL_TIME = "'1970-01-02'";

/**
 * Plans a read of the whole table, or with an `updated_at` column a read from the last watermark less the overlap.
 * Rows whose `updated_at` is missing, unreadable or in the future are always read: no watermark can vouch for them.
 *
 * @param updatedAt the source's `updated_at` column; undefined when it has none
 * @param last the last extraction that this one may go on from; undefined: read everything
 * @param overlapMinutes how late a transaction may commit after the time it wrote into `updated_at`
 */
export async function planChanges(
  source: TicketSource,
  updatedAt: SourceField | undefined,
  last: TicketManifest | undefined,
  overlapMinutes: number,
): Promise<ChangePlan> {
  const columns = source.fields.map(({ name }) => quoteIdentifier(name)).join(", ");
  const select = `select ${columns}`;
  if (updatedAt === undefined) {
    const sql = `${select}, 1 from ${source.quotedTable}`;
    return { changeMode: "row-hash", watermark: null, readFrom: null, sql, values: [] };
  }
  const time = timeExpression(updatedAt);
  const bounds = await readBounds(source, time, last?.watermark ?? null, overlapMinutes);
  const isOpen = `(${time} is null or ${time} < ${FIRST_REAL_TIME} or ${time} >= ?)`;
  const flag = bounds.readFrom === null ? "1" : `if(${isOpen}, 1, 0)`;
  const from = last?.readFrom ?? null;
  return {
    changeMode: "watermark",
    ...bounds,
    sql: `${select}, ${flag} from ${source.quotedTable}${from === null ? "" : ` where ${isOpen}`}`,
    values: [...(bounds.readFrom === null ? [] : [bounds.readFrom]), ...(from === null ? [] : [from])],
  };
}

/** The column as a time; text that is none becomes NULL. */
function timeExpression({ name, type }: SourceField): string {
  const column = quoteIdentifier(name);
  return TIME_TYPES.has(type) ? column : `cast(${column} as datetime(6))`;
}

/** The new watermark, never before the last one, and the point that far before it from which rows are read again. */
async function readBounds(
  source: TicketSource,
  time: string,
  lastWatermark: string | null,
  overlapMinutes: number,
): Promise<{ watermark: string | null; readFrom: string | null }> {
  const newest = await source.queryRow(
    `select date_format(max(${time}), ${AS_TEXT}) as newest from ${source.quotedTable} where ${time} <= now(6)`,
  );
  const watermark = later(textOrNull(newest.newest), lastWatermark);
  if (watermark === null) return { watermark, readFrom: null };
  const bound = await source.queryRow(
    `select date_format(cast(? as datetime(6)) - interval ? minute, ${AS_TEXT}) as read_from`,
    [watermark, overlapMinutes],
  );
  return { watermark, readFrom: textOrNull(bound.read_from) };
}

/** The later of two times in the one form that AS_TEXT gives, which sorts as text. */
function later(left: string | null, right: string | null): string | null {
  if (left === null || right === null) return left ?? right;
  return left > right ? left : right;
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
