import { CareplusError } from "../../runtime/errors";
import { CHART_SURFACES, contrastRatio, SERIES_COLOURS } from "../dashboards";

/** Name of the theme and of its file, which Power BI wants to be one. */
export const THEME_FILE = "CarePlus.json";

/** Least contrasts by WCAG 2.2: text 1.4.3, parts of charts 1.4.11. */
const TEXT_CONTRAST = 4.5;
const DATA_CONTRAST = 3;

/** Colours of a theme, each `#rrggbb`. */
export interface ThemeColours {
  readonly background: string;
  /** Of text, then of text that matters less. */
  readonly text: readonly [string, string];
  readonly data: readonly string[];
}

/** The web's colours on its light surface. */
export const WEB_COLOURS: ThemeColours = {
  background: CHART_SURFACES.light,
  text: ["#10161d", "#4a5665"],
  data: SERIES_COLOURS,
};

/**
 * The report's theme.
 *
 * @throws CareplusError `powerbi_contrast` with the first colour that is too near to the background
 */
export function themeFile(colours: ThemeColours): object {
  checkContrast(colours);
  const { background, text, data } = colours;
  const [ink, faintInk] = text;
  return {
    name: THEME_FILE,
    dataColors: data,
    background,
    foreground: ink,
    foregroundNeutralSecondary: faintInk,
    tableAccent: data[0],
    textClasses: {
      title: { fontSize: 13, color: ink },
      label: { fontSize: 10, color: ink },
    },
  };
}

function checkContrast({ background, text, data }: ThemeColours): void {
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
