import { type CategoryVisual, seriesColour, seriesInk } from "../../../../warehouse/dashboards";
import type { VisualAnswer } from "../../page-answer";
import { formatNumber } from "../format";
import { stackRows } from "../stacks";
import type { ChartOption } from "./echarts";
import { chartFrame, nameAxis, numberAxis } from "./frame";
import type { ChartTheme } from "./theme";
import { tooltip } from "./tooltip";

/** Narrower parts have no room for their number. */
const LEAST_LABELLED_PERCENT = 9;

/** Bars of 100 %, each cut into the shares of its series. */
export function shareChart(visual: CategoryVisual, answer: VisualAnswer, theme: ChartTheme): ChartOption {
  const { series, stacks } = stackRows(visual, answer.rows);
  return {
    ...chartFrame(theme, true),
    xAxis: { ...numberAxis(theme, (value) => `${value}%`), max: 100, interval: 25 },
    yAxis: {
      ...nameAxis(theme),
      type: "category",
      inverse: true,
      data: stacks.map(({ key }) => key),
      axisLabel: { ...nameAxis(theme).axisLabel, color: theme.text, interval: 0, hideOverlap: false },
    },
    tooltip: tooltip("shadow", (index) => {
      const stack = stacks[index];
      if (stack === undefined) return undefined;
      const lines = series.map((name, at) => ({
        colour: seriesColour(at),
        name,
        text: `${formatNumber(stack.percentages[at], "percent")} · ${formatNumber(stack.counts[at], "count")}`,
      }));
      return { title: stack.key, lines };
    }),
    series: series.map((name, at) => ({
      type: "bar",
      id: name,
      name,
      stack: "all",
      data: stacks.map(({ percentages }) => percentages[at] ?? 0),
      color: seriesColour(at),
      barMaxWidth: 30,
      barCategoryGap: "36%",
      // A hairline of the surface keeps neighbours apart for every eye.
      itemStyle: { borderColor: theme.surface, borderWidth: 1 },
      emphasis: { disabled: true },
      label: {
        show: true,
        color: seriesInk(at),
        fontWeight: 600,
        formatter: ({ dataIndex }) => {
          const percent = stacks[dataIndex]?.percentages[at] ?? 0;
          return percent < LEAST_LABELLED_PERCENT ? "" : `${Math.round(percent)}%`;
        },
      },
    })),
  };
}
