import type { ChartOption } from "./echarts";
import type { ChartTheme } from "./theme";

const FONT_PX = 12;

/**
 * What every chart has in common: font, calm grid, legend above. Nothing moves: a moving bar shows a number that was
 * never true, and five charts in motion cost more than the answer (npm run bench:dashboards).
 */
export function chartFrame(theme: ChartTheme, hasLegend: boolean): ChartOption {
  return {
    useUTC: true,
    animation: false,
    textStyle: { fontFamily: theme.font, fontSize: FONT_PX, color: theme.muted },
    grid: { left: 4, right: 12, top: hasLegend ? 36 : 12, bottom: 4, outerBoundsMode: "same" },
    ...(hasLegend
      ? {
          legend: {
            top: 0,
            left: 0,
            icon: "circle",
            itemWidth: 9,
            itemHeight: 9,
            itemGap: 16,
            itemStyle: { borderWidth: 0 },
            textStyle: { color: theme.text, fontSize: FONT_PX },
            selectedMode: false,
          },
        }
      : {}),
  };
}

/** Axis that carries names or moments. */
export function nameAxis(theme: ChartTheme) {
  return {
    axisLine: { lineStyle: { color: theme.line } },
    axisTick: { show: false },
    axisLabel: { color: theme.muted, fontSize: FONT_PX, hideOverlap: true, margin: 10 },
    splitLine: { show: false },
  };
}

/** Axis that carries numbers. */
export function numberAxis(theme: ChartTheme, write: (value: number) => string) {
  return {
    type: "value" as const,
    splitNumber: 4,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: theme.muted, fontSize: FONT_PX, formatter: write, hideOverlap: true },
    splitLine: { lineStyle: { color: theme.line } },
  };
}
