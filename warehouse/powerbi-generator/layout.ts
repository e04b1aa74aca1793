import { CareplusError } from "../../runtime/errors";

/** Where a visual stands on its page, in pixels of the page. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A band of visuals side by side, whose shares of the twelve columns add up to at most twelve. */
export interface Band {
  readonly height: number;
  readonly shares: readonly number[];
}

export interface Layout {
  readonly height: number;
  /** Places of the bands' visuals, in reading order. */
  readonly places: readonly Place[];
}

export const PAGE_WIDTH = 1600;
const MARGIN = 16;
const GAP = 12;
const COLUMNS = 12;

/** Puts bands below one another on the web's grid of twelve columns. */
export function layOut(bands: readonly Band[]): Layout {
  const places: Place[] = [];
  let y = MARGIN;
  for (const { height, shares } of bands) {
    let column = 0;
    for (const share of shares) {
      const x = edge(column);
      places.push({ x, y, width: edge(column + share) - GAP - x, height });
      column += share;
    }
    y += height + GAP;
  }
  return { height: y - GAP + MARGIN, places };
}

/**
 * Stops at a visual that is not wholly upon its page.
 *
 * @throws CareplusError `powerbi_layout`
 */
export function checkPlace(visual: string, place: Place, pageHeight: number): void {
  const { x, y, width, height } = place;
  if (x >= 0 && y >= 0 && x + width <= PAGE_WIDTH && y + height <= pageHeight) return;
  throw new CareplusError(
    "powerbi_layout",
    `the visual ${visual} is outside its page of ${PAGE_WIDTH} by ${pageHeight} pixels`,
  );
}

/** Bands of charts: as many to a band as twelve columns hold. */
export function chartBands(widths: readonly number[], height: number): Band[] {
  const bands: { height: number; shares: number[] }[] = [];
  for (const width of widths) {
    const last = bands.at(-1);
    const taken = last?.shares.reduce((sum, share) => sum + share, 0) ?? COLUMNS;
    if (last !== undefined && taken + width <= COLUMNS) last.shares.push(width);
    else bands.push({ height, shares: [width] });
  }
  return bands;
}

/** A band whose visuals are equally wide. */
export function equalBand(count: number, height: number): Band {
  return { height, shares: Array.from({ length: count }, () => COLUMNS / count) };
}

/** Left edge of a column; the right edge of its left neighbour is a gap before it. */
function edge(column: number): number {
  return Math.round(MARGIN + (column * (PAGE_WIDTH - 2 * MARGIN + GAP)) / COLUMNS);
}
