import type { ShownRow } from "./visual-numbers";

export interface ChartDrawing {
  readonly width: number;
  readonly height: number;
  readonly colours: readonly string[];
  readonly rows: readonly ShownRow[];
  /** Names of the measures, or of the series. */
  readonly names: readonly string[];
  readonly format: (value: number | null) => string;
}

const LABEL = 120;
const AXIS = 22;
/** Room for the numbers beside lines. */
const SCALE = 64;
const MOST_LETTERS = 18;

/** Bars that lie, a group a row. */
export function lyingBars({ width, height, colours, rows, names, format }: ChartDrawing): string {
  const most = Math.max(...rows.flatMap(({ values }) => values.map((value) => value ?? 0)), 1);
  const band = height / Math.max(1, rows.length);
  const bar = Math.min(18, (band * 0.75) / names.length);
  return rows
    .map(({ key, values }, row) => {
      const top = row * band + (band - bar * values.length) / 2;
      const bars = values.map((value, index) => {
        const length = ((value ?? 0) / most) * (width - LABEL - 80);
        return `${rect(LABEL, top + index * bar, length, bar - 1, colours[index]!)}${text(LABEL + length + 5, top + index * bar + bar * 0.75, format(value))}`;
      });
      return text(LABEL - 6, row * band + band / 2 + 4, shortened(key), "end") + bars.join("");
    })
    .join("");
}

/** Bars that stand, a group a category. */
export function standingBars({ width, height, colours, rows, names, format }: ChartDrawing): string {
  const most = Math.max(...rows.flatMap(({ values }) => values.map((value) => value ?? 0)), 1);
  const band = width / Math.max(1, rows.length);
  const bar = Math.min(46, (band * 0.7) / names.length);
  const room = height - AXIS - 16;
  return rows
    .map(({ key, values }, column) => {
      const left = column * band + (band - bar * values.length) / 2;
      const bars = values.map((value, index) => {
        const length = ((value ?? 0) / most) * room;
        const x = left + index * bar;
        return `${rect(x, 16 + room - length, bar - 1, length, colours[index]!)}${text(x + bar / 2, 12 + room - length, format(value), "middle")}`;
      });
      return text(column * band + band / 2, height - 6, key, "middle") + bars.join("");
    })
    .join("");
}

/** Columns of shares that fill the height, a colour a series. */
export function stackedShares({ width, height, colours, rows, names }: ChartDrawing): string {
  const keys = [...new Set(rows.map(({ key }) => key))];
  const band = width / Math.max(1, keys.length);
  const room = height - AXIS;
  return keys
    .map((key, column) => {
      const own = rows.filter((row) => row.key === key);
      const total = own.reduce((sum, { values }) => sum + (values[0] ?? 0), 0);
      let below = 0;
      const parts = own.map(({ series, values }) => {
        const length = ((values[0] ?? 0) / total) * room;
        below += length;
        const colour = colours[names.indexOf(series ?? "")]!;
        return rect(column * band + band * 0.18, room - below, band * 0.64, length - 1, colour);
      });
      return parts.join("") + text(column * band + band / 2, height - 6, key, "middle");
    })
    .join("");
}

export function lines({ width, height, colours, rows, names, format }: ChartDrawing): string {
  const most = Math.max(...rows.flatMap(({ values }) => values.map((value) => value ?? 0)), 1) * 1.1;
  const room = height - AXIS;
  const x = (row: number): number => SCALE + (row * (width - SCALE - 16)) / Math.max(1, rows.length - 1);
  const y = (value: number): number => room - (value / most) * room;
  const paths = names.map((_, index) => {
    const points = rows.flatMap(({ values }, row) => {
      const value = values[index] ?? null;
      return value === null ? [] : [`${x(row).toFixed(1)},${y(value).toFixed(1)}`];
    });
    return `<polyline points="${points.join(" ")}" fill="none" stroke="${colours[index]}" stroke-width="2"/>`;
  });
  const [first, last] = [rows[0]?.key ?? "", rows.at(-1)?.key ?? ""];
  const marks = [0, most / 2, most].map((value) =>
    text(SCALE - 6, Math.max(10, y(value) + 4), format(Math.round(value)), "end"),
  );
  return `${paths.join("")}${marks.join("")}${text(SCALE, height - 6, first)}${text(width - 16, height - 6, last, "end")}`;
}

function rect(x: number, y: number, width: number, height: number, colour: string): string {
  const size = `width="${Math.max(0, width).toFixed(1)}" height="${Math.max(0, height).toFixed(1)}"`;
  return `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${size} fill="${colour}"/>`;
}

function text(x: number, y: number, words: string, anchor = "start"): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${escaped(words)}</text>`;
}

function shortened(words: string): string {
  return words.length > MOST_LETTERS ? `${words.slice(0, MOST_LETTERS - 1)}…` : words;
}

export function escaped(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
