import { seriesColour, type TimeVisual } from "../../../../warehouse/dashboards";
import type { VisualAnswer } from "../../page-answer";
import { formatAxis, formatMoment, formatNumber, formatTick, parseMoment } from "../format";
import type { ChartOption } from "./echarts";
import { chartFrame, nameAxis, numberAxis } from "./frame";
import type { ChartTheme } from "./theme";
import { tooltip } from "./tooltip";

const TICK_PX = 84;
/** So few points are marked, else a lone one between gaps could not be seen. */
const MOST_MARKED = 3;

/** One line per measure over time; moments without data are gaps. */
export function lineChart(
  visual: TimeVisual,
  { rows, grain }: VisualAnswer,
  theme: ChartTheme,
  widthPx: number,
): ChartOption {
  const { measures } = visual;
  const step = grain ?? "day";
  const format = measures[0]?.format ?? "count";
  const times = rows.map(({ key }) => parseMoment(key));
  return {
    ...chartFrame(theme, measures.length > 1),
    xAxis: {
      ...nameAxis(theme),
      type: "time",
      axisLabel: {
        ...nameAxis(theme).axisLabel,
        customValues: ticks(times, widthPx),
        formatter: (time: number) => formatTick(time, step),
      },
    },
    yAxis: numberAxis(theme, (value) => formatAxis(value, format)),
    tooltip: tooltip("line", (index) => {
      const [row, time] = [rows[index], times[index]];
      if (row === undefined || time === undefined) return undefined;
      const lines = measures.map((measure, at) => ({
        colour: seriesColour(at),
        name: measure.name,
        text: formatNumber(row.values[at], measure.format),
      }));
      return { title: formatMoment(time, step), lines };
    }),
    series: measures.map(({ id, name }, at) => ({
      type: "line",
      id,
      name,
      data: rows.map((row, index) => [times[index] ?? 0, row.values[at] ?? "-"]),
      color: seriesColour(at),
      lineStyle: { width: 2 },
      symbol: "circle",
      symbolSize: 6,
      showSymbol: rows.length <= MOST_MARKED,
      emphasis: { disabled: true },
    })),
  };
}

/** Every nth moment, as many as there is room for: the library's own choice is uneven. */
function ticks(times: readonly number[], widthPx: number): number[] {
  const step = Math.max(1, Math.ceil((times.length * TICK_PX) / widthPx));
  return times.filter((_, index) => index % step === 0);
}
