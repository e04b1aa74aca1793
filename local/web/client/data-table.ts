import { create } from "./dom";

export interface TableCell {
  readonly text: string;
  /** Exact number, of a numeric cell. */
  readonly value?: number | null;
}

export interface TableContent {
  readonly head: readonly string[];
  readonly rows: readonly (readonly TableCell[])[];
}

/** A table whose first column names the row. */
export function createTable(content: TableContent): HTMLTableElement {
  const head = content.head.map((text) => create("th", { scope: "col" }, [text]));
  const rows = content.rows.map((cells) => create("tr", {}, cells.map(createCell)));
  return create("table", {}, [create("thead", {}, [create("tr", {}, head)]), create("tbody", {}, rows)]);
}

function createCell({ text, value }: TableCell, index: number): HTMLElement {
  if (index === 0) return create("th", { scope: "row" }, [text]);
  if (value === undefined) return create("td", {}, [text]);
  return create("td", { class: "number" }, [
    create("data", { value: value === null ? "" : String(value) }, [text]),
  ]);
}

/** The table as CSV (RFC 4180), numbers exact. */
export function toCsv(content: TableContent): string {
  const lines = [
    content.head,
    ...content.rows.map((cells) =>
      cells.map(({ text, value }) => (value === undefined ? text : String(value ?? ""))),
    ),
  ];
  return lines
    .map((line) => line.map(quote).join(","))
    .join("\r\n")
    .concat("\r\n");
}

/** Quoted where needed. A leading = + - @ would be run as a formula by spreadsheets: it is kept as text. */
function quote(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
