import type { Visual } from "../../../warehouse/dashboards";
import type { VisualAnswer } from "../page-answer";
import { barChart, MOST_BARS, shownRows } from "./chart/bar-chart";
import { type ChartOption, type EChartsType, init } from "./chart/echarts";
import { lineChart } from "./chart/line-chart";
import { shareChart } from "./chart/share-chart";
import { readChartTheme } from "./chart/theme";
import { createTable, type TableContent } from "./data-table";
import { find, setText } from "./dom";
import { downloadCsv } from "./download";
import { tableOf } from "./visual-table";

const ROW_PX = 30;
const GROUPED_ROW_PX = 52;
const AXES_PX = 70;
const MOST_SPREAD = 2;

/** One chart with its table. `onPick` hears which value of the dimension was clicked. */
export class VisualView {
  readonly #figure: HTMLElement;
  readonly #place: HTMLElement;
  readonly #table: HTMLElement;
  readonly #chart: EChartsType;
  #answer: VisualAnswer | undefined;
  #barsPx = 0;

  constructor(
    root: ParentNode,
    private readonly visual: Visual,
    onPick: (value: string) => void,
  ) {
    this.#figure = find(root, `[data-visual="${visual.id}"]`);
    this.#place = find(this.#figure, "[data-chart]");
    this.#table = find(this.#figure, "[data-table]");
    this.#chart = init(this.#place, null, { renderer: "canvas" });
    find(this.#figure, "[data-save]").addEventListener("click", () => {
      if (this.#answer !== undefined) downloadCsv(`${visual.id}.csv`, tableOf(visual, this.#answer));
    });
    new ResizeObserver(() => {
      const size = this.#newSize();
      if (size !== undefined) this.#chart.resize(size);
    }).observe(this.#place);
    if (visual.kind !== "line" && visual.dimension.filter !== undefined) {
      this.#figure.classList.add("is-pickable");
      this.#chart.on("click", ({ name }) => onPick(name));
    }
  }

  /** Takes the numbers, and makes room for them; `draw` draws them, once all charts of the page have their room. */
  take(answer: VisualAnswer): void {
    this.#answer = answer;
    const isEmpty = answer.rows.length === 0;
    this.#figure.classList.toggle("is-empty", isEmpty);
    find(this.#figure, "[data-no-data]").hidden = !isEmpty;
    this.#drawTable(tableOf(this.visual, answer));
    if (this.visual.kind === "bar" && !isEmpty) this.#makeRoom(heightOfBars(this.visual, answer));
  }

  /** Draws the numbers last taken, to the size that the chart has now; again for a new theme. */
  draw(): void {
    if (this.#answer === undefined || this.#answer.rows.length === 0) return;
    const size = this.#newSize();
    this.#chart.setOption(chartOf(this.visual, this.#answer, size?.width ?? this.#chart.getWidth()), {
      replaceMerge: ["series"],
      // Another size is drawn anew in any case: once is enough.
      lazyUpdate: size !== undefined,
    });
    if (size !== undefined) this.#chart.resize(size);
  }

  #makeRoom(barsPx: number): void {
    if (barsPx === this.#barsPx) return;
    this.#barsPx = barsPx;
    this.#place.style.minHeight = `${AXES_PX + barsPx}px`;
    this.#place.style.maxHeight = `${AXES_PX + MOST_SPREAD * barsPx}px`;
  }

  /** The size of the chart's place where it is not the one of the drawing. */
  #newSize(): { width: number; height: number } | undefined {
    const { clientWidth: width, clientHeight: height } = this.#place;
    const isSame = width === this.#chart.getWidth() && height === this.#chart.getHeight();
    // A place that is not shown has no size, and keeps its drawing.
    return isSame || width === 0 || height === 0 ? undefined : { width, height };
  }

  #drawTable(content: TableContent): void {
    this.#table.replaceChildren(createTable(content));
    const hidden = this.visual.kind === "bar" ? content.rows.length - MOST_BARS : 0;
    const more =
      hidden > 0 ? `Table (${content.rows.length} rows; the chart shows the first ${MOST_BARS})` : "Table";
    setText(find(this.#figure, "summary"), more);
  }
}

function chartOf(visual: Visual, answer: VisualAnswer, widthPx: number): ChartOption {
  const theme = readChartTheme();
  if (visual.kind === "line") return lineChart(visual, answer, theme, widthPx);
  return visual.kind === "share" ? shareChart(visual, answer, theme) : barChart(visual, answer, theme);
}

/** Lying bars need room for each, and look lost with much more than that. */
function heightOfBars(visual: Visual, answer: VisualAnswer): number {
  const rowPx = visual.measures.length > 1 ? GROUPED_ROW_PX : ROW_PX;
  return shownRows(answer.rows).length * rowPx;
}
