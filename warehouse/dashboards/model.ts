/**
 * The vocabulary of the dashboards: what a page, a visual, a measure and a filter are. The web pages are drawn
 * and the Power BI project is written from these definitions, so titles, order and numbers cannot differ.
 * SQL in a definition is a fragment over the columns of the page's `rpt` view, valid on DuckDB and Redshift.
 */

/** How a number is written for people; `share` is a fraction of 1, shown as a percentage. */
export type Format = "count" | "decimal" | "percent" | "share" | "minutes" | "milliseconds";

export interface Measure {
  /** Name of the measure's column in SQL. */
  readonly id: string;
  /** What cards and legends call it. */
  readonly name: string;
  /** Name in the Power BI model, where every measure needs its own; absent: the same as `name`. */
  readonly modelName?: string;
  readonly description: string;
  readonly format: Format;
  /** Aggregate over the rows of the view. */
  readonly sql: string;
  /**
   * The same number in DAX, over the tables of the Power BI model. A test holds it equal to the SQL. Where nothing
   * is chosen it is BLANK, which Power BI shows as no data; counts of something among chosen rows may be 0.
   */
  readonly dax: string;
  /** The date this measure is counted on, where it is not the page's own. */
  readonly dateSql?: string;
}

/** A column, or an expression over columns, that groups rows. Its SQL gives text. */
export interface Dimension {
  readonly id: string;
  readonly name: string;
  readonly sql: string;
  /** Its values in the order people expect; absent: the largest first. */
  readonly order?: readonly string[];
  /** The choice filter that a click on one of its values sets; each dimension along an axis has one. */
  readonly filter?: string;
}

export type Grain = "hour" | "day";

export interface CategoryVisual {
  /** `bar` lies, `column` stands, `share` stacks the series to 100 %. */
  readonly kind: "bar" | "column" | "share";
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly dimension: Dimension;
  /** Second dimension, stacked. Only with one measure. */
  readonly series?: Dimension;
  readonly measures: readonly Measure[];
  /** Only rows that fulfil this are looked at. */
  readonly where?: string;
  readonly width: VisualWidth;
}

export interface TimeVisual {
  readonly kind: "line";
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly measures: readonly Measure[];
  /** Timestamp that is cut into hours when a day or two are looked at; absent: always days. */
  readonly hourlyBy?: string;
  readonly width: VisualWidth;
}

export type Visual = CategoryVisual | TimeVisual;

/** Columns of a twelve-column grid that the visual takes on a wide screen. */
export type VisualWidth = 4 | 6 | 8 | 12;

/** Any number of values of one column; none chosen means all. */
export interface ChoiceFilter {
  readonly id: string;
  readonly name: string;
  readonly column: string;
  readonly order?: readonly string[];
}

/** A condition that is on or off, and the visuals it acts upon. */
export interface SwitchFilter {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly isOnByDefault: boolean;
  /** Power BI's form: a choice among the values of the column that the condition is about. */
  readonly choice: { readonly name: string; readonly column: string };
  /** Condition that holds while the switch is off. */
  readonly whenOff: string;
  readonly visuals: readonly string[];
}

export interface Page {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Name of the dataset in the ledger, `rpt.freshness` and `rpt.rejections`. */
  readonly dataset: "tickets" | "logs";
  readonly view: string;
  /** Date the date filter and the time axes act upon. */
  readonly dateColumn: string;
  /** What the date filter is called, e.g. "Created". */
  readonly dateName: string;
  /** What one row is called. */
  readonly rowName: string;
  readonly cards: readonly Measure[];
  readonly visuals: readonly Visual[];
  readonly choices: readonly ChoiceFilter[];
  readonly switches: readonly SwitchFilter[];
}
