import type { CategoryVisual, Format, Visual } from "../../../warehouse/dashboards";
import type { VisualAnswer, VisualRow } from "../page-answer";
import type { TableCell, TableContent } from "./data-table";
import { formatNumber } from "./format";
import { stackRows } from "./stacks";

/** A visual's numbers as a table: what its chart shows, for those who cannot or would rather not look. */
export function tableOf(visual: Visual, answer: VisualAnswer): TableContent {
  if (visual.kind === "share") return shareTable(visual, answer.rows);
  const keyName =
    visual.kind === "line" ? (answer.grain === "hour" ? "Hour (UTC)" : "Day (UTC)") : visual.dimension.name;
  return {
    head: [keyName, ...visual.measures.map(({ name }) => name)],
    rows: answer.rows.map(({ key, values }) => [
      { text: visual.kind === "line" && answer.grain === "hour" ? key.slice(0, 16) : key },
      ...visual.measures.map(({ format }, index) => numberCell(values[index] ?? null, format)),
    ]),
  };
}

/** Each count with its share of the row; the shares of a row sum to exactly 100 %. */
function shareTable(visual: CategoryVisual, rows: readonly VisualRow[]): TableContent {
  const { series, stacks } = stackRows(visual, rows);
  return {
    head: [visual.dimension.name, ...series.flatMap((name) => [name, `${name} %`])],
    rows: stacks.map(({ key, counts, percentages }) => [
      { text: key },
      ...counts.flatMap((count, index) => [
        numberCell(count, "count"),
        numberCell(percentages[index] ?? null, "percent"),
      ]),
    ]),
  };
}

function numberCell(value: number | null, format: Format): TableCell {
  return { text: formatNumber(value, format), value };
}
