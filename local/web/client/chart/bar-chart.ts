import { type CategoryVisual, seriesColour } from "../../../../warehouse/dashboards";
import type { VisualAnswer, VisualRow } from "../../page-answer";
import { formatAxis, formatNumber } from "../format";
import type { ChartOption } from "./echarts";
import { chartFrame, nameAxis, numberAxis } from "./frame";
import type { ChartTheme } from "./theme";
import { tooltip } from "./tooltip";

/** More bars than these cannot be told apart; the table has them all. */
export const MOST_BARS = 20;

const LYING_NAME_PX = 108;
const STANDING_NAME_PX = 72;
/** Room for the number behind the longest bar. */
const NUMBER_PX = 44;

/** The bars that are drawn, the first on top. */
export function shownRows(rows: readonly VisualRow[]): readonly VisualRow[] {
  return rows.slice(0, MOST_BARS);
}

/** Bars by category, side by side when there are several measures. */
export function barChart(visual: CategoryVisual, answer: VisualAnswer, theme: ChartTheme): ChartOption {
  const { measures } = visual;
  const rows = shownRows(answer.rows);
  const isLying = visual.kind === "bar";
  const format = measures[0]?.format ?? "count";
  const names = {
    ...nameAxis(theme),
    type: "category" as const,
    inverse: isLying,
    data: rows.map(({ key }) => key),
    axisLabel: {
      ...nameAxis(theme).axisLabel,
      color: theme.text,
      hideOverlap: false,
      interval: 0,
      ...(isLying
        ? { width: LYING_NAME_PX, overflow: "truncate" as const }
        : { width: STANDING_NAME_PX, overflow: "break" as const, lineHeight: 15 }),
    },
  };
  const numbers = numberAxis(theme, (value) => formatAxis(value, format));
  const frame = chartFrame(theme, measures.length > 1);
  return {
    ...frame,
    ...(isLying && measures.length === 1 ? { grid: { ...frame.grid, right: NUMBER_PX } } : {}),
    xAxis: isLying ? numbers : names,
    yAxis: isLying ? names : numbers,
    tooltip: tooltip("shadow", (index) => {
      const row = rows[index];
      if (row === undefined) return undefined;
      const lines = measures.map((measure, at) => ({
        colour: seriesColour(at),
        name: measure.name,
        text: formatNumber(row.values[at], measure.format),
      }));
      return { title: row.key, lines };
    }),
    series: measures.map((measure, at) => ({
      type: "bar",
      id: measure.id,
      name: measure.name,
      data: rows.map(({ values }) => values[at] ?? "-"),
      color: seriesColour(at),
      barMaxWidth: measures.length > 1 ? 14 : 22,
      barCategoryGap: "32%",
      barGap: "12%",
      itemStyle: { borderRadius: isLying ? [0, 3, 3, 0] : [3, 3, 0, 0] },
      emphasis: { disabled: true },
      label: {
        show: measures.length === 1,
        position: isLying ? "right" : "top",
        color: theme.text,
        formatter: ({ dataIndex }) => formatNumber(rows[dataIndex]?.values[at], measure.format),
      },
    })),
  };
}
