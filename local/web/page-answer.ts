import type { DateBounds, Grain } from "../../warehouse/dashboards";

/** What `/api/pages/<page>` answers: every number of the page for one selection. Shared by server and client. */
export interface PageAnswer {
  readonly page: string;
  /** Loads the server knew of when it began; an event with another version makes this answer old. */
  readonly version: number;
  /** Rows chosen; 0 means that the page shows "no data". */
  readonly rowCount: number;
  /** First and last day with data, whatever is chosen; null when there is none. */
  readonly bounds: NonNullable<DateBounds> | null;
  /** The days the date filter stands for; null is an open end. */
  readonly from: string | null;
  readonly to: string | null;
  /** Values of each choice filter, in the order to show. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
  /** Value of each card by measure; null means "no data". */
  readonly cards: Readonly<Record<string, number | null>>;
  readonly visuals: Readonly<Record<string, VisualAnswer>>;
  readonly freshness: Freshness;
}

export interface VisualAnswer {
  /** Of a line: what one point stands for. */
  readonly grain: Grain | null;
  readonly rows: readonly VisualRow[];
}

export interface VisualRow {
  /** Value of the dimension, or a moment: `2025-07-01` or `2025-07-01 13:00:00` (UTC). */
  readonly key: string;
  readonly series: string | null;
  /** In the order of the visual's measures; null means unknown. */
  readonly values: readonly (number | null)[];
}

/** How old the dataset is, and how much of it was refused. Times are ISO, UTC; null means: nothing yet. */
export interface Freshness {
  readonly newestRowAt: string | null;
  readonly lastLoadedAt: string | null;
  readonly rejected: number;
}

/** What `/api/rejected-records` answers. */
export interface RejectedAnswer {
  readonly reasons: readonly RejectedReason[];
  /** The newest rejected records of the selection. */
  readonly sample: readonly RejectedRecord[];
}

export interface RejectedReason {
  readonly dataset: string;
  readonly reason: string;
  readonly records: number;
}

export interface RejectedRecord {
  readonly dataset: string;
  readonly recordKey: string | null;
  readonly reasons: readonly string[];
  readonly sourceObject: string;
  readonly position: number;
  readonly rawRecord: string;
  readonly quarantinedAt: string | null;
  /** Of a ticket: the time of the valid version that the warehouse keeps instead. */
  readonly keptVersionAt: string | null;
}

/** What every API address answers when it refuses. */
export interface ErrorAnswer {
  readonly error: { readonly code: string; readonly message: string };
}
