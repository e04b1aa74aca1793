import type { DaxModel } from "../../../dax/filter-context";
import { readProjectFile } from "../read-project";
import { type ChartDrawing, escaped, lines, lyingBars, stackedShares, standingBars } from "./chart-svg";
import { formatByString, readFormats } from "./number-format";
import type { ReportPage, ReportVisual } from "./report-visual";
import { shownCards, shownList, shownRows } from "./visual-numbers";

/** Said in the picture itself, so that nobody takes it for one of Power BI. */
export const DISCLAIMER =
  "Drawn by this repository's tests from warehouse/powerbi: places, titles, order and colours of its files, numbers of its DAX. Not a picture of Power BI.";

const CHARTS: Readonly<Record<string, (drawing: ChartDrawing) => string>> = {
  lineChart: lines,
  clusteredBarChart: lyingBars,
  clusteredColumnChart: standingBars,
  hundredPercentStackedColumnChart: stackedShares,
};

const HEADING = 62;
const LIST_ROWS = 9;

interface Theme {
  readonly dataColors: readonly string[];
  readonly background: string;
  readonly foreground: string;
}

/** A page of the committed report as HTML: what its files say, by plain means. */
export function drawReportPage(page: ReportPage, model: DaxModel): string {
  const theme = JSON.parse(
    readProjectFile("CarePlus.Report/StaticResources/RegisteredResources/CarePlus.json"),
  ) as Theme;
  const visuals = page.visuals.map((visual) => drawVisual(visual, model, theme));
  return `<!doctype html><meta charset="utf-8"><title>${escaped(page.title)}</title><style>
body { margin: 0; width: ${page.width}px; font: 13px Inter, "Liberation Sans", sans-serif; color: ${theme.foreground}; background: #e8eaed; }
main { position: relative; height: ${page.height}px; }
section { position: absolute; box-sizing: border-box; padding: 8px 12px; overflow: hidden; background: ${theme.background}; }
h2 { margin: 0; font-size: 15px; } p { margin: 2px 0 6px; } text { font-size: 11px; fill: ${theme.foreground}; }
.cards { display: flex; gap: 40px; } .cards b { display: block; font-size: 26px; } i { font-style: normal; margin-right: 12px; }
td, th { padding: 4px 14px 4px 0; text-align: left; white-space: nowrap; } footer { padding: 10px 16px; font-weight: bold; }
</style><main>${visuals.join("")}</main><footer>${DISCLAIMER}</footer>`;
}

function drawVisual(visual: ReportVisual, model: DaxModel, theme: Theme): string {
  const { x, y, width, height } = visual.place;
  const subtitle = visual.subtitle === "" ? "" : `<p>${escaped(visual.subtitle)}</p>`;
  const box = `left:${x}px;top:${y}px;width:${width}px;height:${height}px`;
  return `<section style="${box}"><h2>${escaped(visual.title)}</h2>${subtitle}${content(visual, model, theme)}</section>`;
}

function content(visual: ReportVisual, model: DaxModel, theme: Theme): string {
  if (visual.type === "slicer") return "<p>All</p>";
  if (visual.type === "cardVisual") return drawCards(visual, model);
  if (visual.type === "tableEx") return drawList(visual, model);
  const draw = CHARTS[visual.type];
  if (draw === undefined) throw new Error(`${visual.type} cannot be drawn`);
  const rows = shownRows(model, visual);
  const measures = visual.roles.Y ?? [];
  const isStacked = visual.roles.Series !== undefined;
  const names = isStacked
    ? [...new Set(rows.map(({ series }) => series ?? ""))]
    : measures.map(({ name }) => name);
  const format = readFormats().get(measures[0]!.property)!;
  const [width, height] = [visual.place.width - 24, visual.place.height - HEADING - 24];
  const legend = names.map(
    (name, index) => `<i><span style="color:${theme.dataColors[index]}">■</span> ${escaped(name)}</i>`,
  );
  const svg = draw({
    width,
    height,
    colours: theme.dataColors,
    rows,
    names,
    format: (value) => formatByString(value, format),
  });
  return `<div>${legend.join("")}</div><svg width="${width}" height="${height}">${svg}</svg>`;
}

function drawCards(visual: ReportVisual, model: DaxModel): string {
  const formats = readFormats();
  const values = shownCards(model, visual);
  const cards = (visual.roles.Data ?? []).map(({ name, property }, index) => {
    const value = formatByString(values[index] ?? null, formats.get(property)!);
    return `<div data-card="${escaped(name)}"><b>${escaped(value)}</b>${escaped(name)}</div>`;
  });
  return `<div class="cards">${cards.join("")}</div>`;
}

function drawList(visual: ReportVisual, model: DaxModel): string {
  const columns = (visual.roles.Values ?? []).filter(({ kind }) => kind === "Column");
  const head = columns.map(({ name }) => `<th>${escaped(name)}</th>`).join("");
  const rows = shownList(model, visual, LIST_ROWS).map(
    (row) => `<tr>${row.map((value) => `<td>${escaped(String(value ?? ""))}</td>`).join("")}</tr>`,
  );
  return `<table><tr>${head}</tr>${rows.join("")}</table>`;
}
