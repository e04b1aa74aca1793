import { CareplusError } from "../../runtime/errors";
import { CHART_SURFACES, contrastRatio, SERIES_COLOURS } from "../dashboards";

/** Name of the theme and of its file, which Power BI wants to be one. */
export const THEME_FILE = "CarePlus.json";

/** Colours of text upon the page; the data's own are the web's. */
const INK = "#10161d";
const FAINT_INK = "#4a5665";

/** Least contrasts by WCAG 2.2: text 1.4.3, parts of charts 1.4.11. */
const TEXT_CONTRAST = 4.5;
const DATA_CONTRAST = 3;

/** What of a theme is checked; colours are `#rrggbb`. */
export interface ThemeColours {
  readonly background: string;
  readonly text: readonly string[];
  readonly data: readonly string[];
}

/** The report's theme, in the web's colours on the web's light surface. */
export function themeFile(): object {
  const background = CHART_SURFACES.light;
  checkContrast({ background, text: [INK, FAINT_INK], data: SERIES_COLOURS });
  return {
    name: THEME_FILE,
    dataColors: SERIES_COLOURS,
    background,
    foreground: INK,
    foregroundNeutralSecondary: FAINT_INK,
    tableAccent: SERIES_COLOURS[0],
    textClasses: {
      title: { fontSize: 13, color: INK },
      label: { fontSize: 10, color: INK },
    },
  };
}

/**
 * Stops at a colour that is too near to the background.
 *
 * @throws CareplusError `powerbi_contrast`
 */
export function checkContrast({ background, text, data }: ThemeColours): void {
  for (const [colours, least] of [[text, TEXT_CONTRAST] as const, [data, DATA_CONTRAST] as const]) {
    for (const colour of colours) {
      const contrast = contrastRatio(colour, background);
      if (contrast >= least) continue;
      throw new CareplusError(
        "powerbi_contrast",
        `the theme colour ${colour} has contrast ${contrast.toFixed(2)} on ${background}; it needs ${least}`,
      );
    }
  }
}
