import { type TableContent, toCsv } from "./data-table";
import { create } from "./dom";

/** Saves a table as a CSV file, through a link that exists for this moment only. */
export function downloadCsv(name: string, content: TableContent): void {
  const url = URL.createObjectURL(new Blob([toCsv(content)], { type: "text/csv" }));
  create("a", { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}
