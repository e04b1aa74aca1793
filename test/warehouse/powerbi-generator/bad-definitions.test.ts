import { expect } from "chai";
import { type Measure, type Page, TICKET_LIST, type VisualWidth } from "../../../warehouse/dashboards";
import { checkPlace } from "../../../warehouse/powerbi-generator/layout";
import { projectFiles } from "../../../warehouse/powerbi-generator/project-files";
import { type ThemeColours, WEB_COLOURS } from "../../../warehouse/powerbi-generator/theme";

const PAGE: Page = TICKET_LIST.page;
const MEASURE: Measure = PAGE.cards[0]!;

describe("a definition that Power BI could not show stops the generator, which names it:", () => {
  it("a measure over a missing column", () => {
    expect(() => generate({ cards: [measure("SUM('Ticket'[Cost])")] })).to.throw(
      "the measure Costs names the column 'Ticket'[Cost], which the model does not have",
    );
  });

  for (const [sql, column] of [
    ["sum(cost)", "cost"],
    ["count(case when mood = 'it is bad' then 1.0e0 end)", "mood"],
    ["percentile_cont(0.9) within group (order by waiting_minutes)", "waiting_minutes"],
  ] as const) {
    it(`a measure whose SQL is ${sql}`, () => {
      expect(() => generate({ cards: [{ ...MEASURE, name: "Costs", sql }] })).to.throw(
        `the SQL of the measure Costs names the column ${column}, which the Power BI model does not have of rpt.tickets`,
      );
    });
  }

  it("a measure on a date that is missing", () => {
    expect(() => generate({ cards: [{ ...MEASURE, name: "Paid", dateSql: "paid_date" }] })).to.throw(
      "the SQL of the measure Paid names the column paid_date,",
    );
  });

  it("a visual and a switch under conditions over missing columns", () => {
    const visuals = PAGE.visuals.map((visual) =>
      visual.kind === "line" ? visual : { ...visual, where: "mood is not null" },
    );
    const switches = PAGE.switches.map((each) => ({ ...each, whenOff: "mood <> 'bad'" }));

    expect(() => generate({ visuals })).to.throw("the visual channel-by-status names the column mood,");
    expect(() => generate({ switches })).to.throw("the filter escalated names the column mood,");
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

  it("a visual that is wider than its page", () => {
    const [visual] = PAGE.visuals;

    expect(() => generate({ visuals: [{ ...visual!, width: 13 as VisualWidth }] })).to.throw(
      "the visual created-and-resolved is outside its page of 1600 by ",
    );
  });

  it("a theme colour under contrast", () => {
    // Yellow's luminance is 0.2126 + 0.7152 = 0.9278: (1.05) / (0.9778) = 1.07.
    expect(() => colour({ data: ["#ffff00"] })).to.throw(
      "the theme colour #ffff00 has contrast 1.07 on #ffffff; it needs 3",
    );
  });

  it("a text colour that would do for a line but not for text", () => {
    // Mid grey #808080 on white: 1.05 / (0.2159 + 0.05) = 3.95.
    expect(() => colour({ text: ["#10161d", "#808080"], data: ["#808080"] })).to.throw(
      "the theme colour #808080 has contrast 3.95 on #ffffff; it needs 4.5",
    );
  });
});

function generate(change: Partial<Page>): void {
  projectFiles(undefined, [{ ...PAGE, ...change }]);
}

function colour(change: Partial<ThemeColours>): void {
  projectFiles(undefined, [PAGE], { ...WEB_COLOURS, ...change });
}

function measure(dax: string): Measure {
  return { ...MEASURE, name: "Costs", dax };
}
