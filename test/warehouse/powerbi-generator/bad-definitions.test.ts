import { expect } from "chai";
import { type Measure, type Page, TICKET_LIST } from "../../../warehouse/dashboards";
import { checkPlace } from "../../../warehouse/powerbi-generator/layout";
import { projectFiles } from "../../../warehouse/powerbi-generator/project-files";
import { checkContrast } from "../../../warehouse/powerbi-generator/theme";

const PAGE: Page = TICKET_LIST.page;
const MEASURE: Measure = PAGE.cards[0]!;

describe("a definition that Power BI could not show stops the generator, which names it:", () => {
  it("a measure over a missing column", () => {
    expect(() => generate({ cards: [measure("SUM('Ticket'[Cost])")] })).to.throw(
      "the measure Costs names the column 'Ticket'[Cost], which the model does not have",
    );
  });

  it("a measure over a missing table", () => {
    expect(() => generate({ cards: [measure("COUNTROWS('Refund')")] })).to.throw(
      "the measure Costs names the table 'Refund', which the model does not have",
    );
  });

  it("a measure over a missing measure", () => {
    expect(() => generate({ cards: [measure('[Cost] + LEN("[Tickets]")')] })).to.throw(
      "the measure Costs names the measure [Cost], which the model does not have",
    );
  });

  it("a measure called like a column of its table", () => {
    expect(() => generate({ cards: [{ ...MEASURE, name: "Status" }] })).to.throw(
      "the measure Status has the name of a column of 'Ticket'",
    );
  });

  it("two measures with one name", () => {
    expect(() => generate({ cards: [MEASURE, { ...MEASURE }] })).to.throw(
      "two measures are called Tickets in the Power BI model",
    );
  });

  it("two visuals with one id", () => {
    const [visual] = PAGE.visuals;

    expect(() => generate({ visuals: [visual!, visual!] })).to.throw(
      "the page support-tickets has two visuals with the id created-and-resolved",
    );
  });

  it("a filter over a missing column", () => {
    const choices = [{ id: "mood", name: "Mood", column: "mood" }];

    expect(() => generate({ choices })).to.throw("the Power BI table Ticket has no column mood");
  });

  it("a page over a view that is not in the model", () => {
    expect(() => generate({ view: "rpt.refunds" })).to.throw(
      "the Power BI model has no table of rpt.refunds",
    );
  });

  it("two orders of one column", () => {
    const choices = [
      { id: "priority", name: "Priority", column: "priority", order: ["Low", "Medium", "High"] },
    ];

    expect(() => generate({ choices })).to.throw("Ticket[Priority] is given two different orders");
  });

  for (const place of [
    { x: -1, y: 0, width: 10, height: 10 },
    { x: 0, y: -1, width: 10, height: 10 },
    { x: 1591, y: 0, width: 10, height: 10 },
    { x: 0, y: 791, width: 10, height: 10 },
  ]) {
    it(`a visual outside its page, at ${place.x}, ${place.y}`, () => {
      expect(() => checkPlace("tickets-by-agent", place, 800)).to.throw(
        "the visual tickets-by-agent is outside its page of 1600 by 800 pixels",
      );
    });
  }

  it("a theme colour under contrast", () => {
    const theme = { background: "#ffffff", text: ["#10161d"], data: ["#ffff00"] };

    // Yellow's luminance is 0.2126 + 0.7152 = 0.9278: (1.05) / (0.9778) = 1.07.
    expect(() => checkContrast(theme)).to.throw(
      "the theme colour #ffff00 has contrast 1.07 on #ffffff; it needs 3",
    );
  });

  it("a text colour that would do for a line but not for text", () => {
    // Mid grey #808080 on white: 1.05 / (0.2159 + 0.05) = 3.95.
    expect(() => checkContrast({ background: "#ffffff", text: ["#808080"], data: ["#808080"] })).to.throw(
      "the theme colour #808080 has contrast 3.95 on #ffffff; it needs 4.5",
    );
  });
});

function generate(change: Partial<Page>): void {
  projectFiles(undefined, [{ ...PAGE, ...change }]);
}

function measure(dax: string): Measure {
  return { ...MEASURE, name: "Costs", dax };
}
