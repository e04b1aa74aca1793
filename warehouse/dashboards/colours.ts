/**
 * Colours of data, the same in both themes and in Power BI. Each stands out from a light and from a dark
 * surface by 3:1 (WCAG 1.4.11), and any two stay apart under the three kinds of colour blindness; found by
 * search over OKLCH, and held by a test.
 */
export const SERIES_COLOURS = ["#2e68c6", "#38a391", "#da6c1e", "#92537e"] as const;

/** Colour of text upon each of them, readable by 4.5:1 (WCAG 1.4.3). */
export const SERIES_INKS = ["#ffffff", "#10161d", "#10161d", "#ffffff"] as const;

/** What charts are drawn upon. */
export const CHART_SURFACES = { light: "#ffffff", dark: "#161c24" } as const;

/** Colour of the nth series; more series than colours begin again. */
export function seriesColour(index: number): string {
  return SERIES_COLOURS[index % SERIES_COLOURS.length] ?? SERIES_COLOURS[0];
}

/** Colour of text upon the nth series. */
export function seriesInk(index: number): string {
  return SERIES_INKS[index % SERIES_INKS.length] ?? SERIES_INKS[0];
}
