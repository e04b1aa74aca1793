import { expect } from "chai";
import { CHART_SURFACES, SERIES_COLOURS, SERIES_INKS } from "../../../warehouse/dashboards";
import { type ColourVision, contrast, distance, VISIONS } from "./colour-science";

describe("colours", () => {
  for (const [theme, surface] of Object.entries(CHART_SURFACES)) {
    it(`every series stands out from the ${theme} surface by 3:1`, () => {
      for (const colour of SERIES_COLOURS) expect(contrast(colour, surface), colour).to.be.at.least(3);
    });
  }

  it("text upon every series is readable by 4.5:1", () => {
    SERIES_COLOURS.forEach((colour, index) => {
      expect(contrast(colour, SERIES_INKS[index]!), colour).to.be.at.least(4.5);
    });
  });

  for (const vision of Object.keys(VISIONS) as ColourVision[]) {
    it(`any two series can be told apart with ${vision} vision`, () => {
      for (const a of SERIES_COLOURS) {
        for (const b of SERIES_COLOURS) {
          if (a !== b) expect(distance(a, b, vision), `${a} and ${b}`).to.be.at.least(0.11);
        }
      }
    });
  }
});
