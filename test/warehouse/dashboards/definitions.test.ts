import { expect } from "chai";
import { LOGS, TICKETS } from "../../../runtime/contracts";
import { PAGES } from "../../../warehouse/dashboards";

const COLUMNS: Record<string, readonly string[]> = {
  "rpt.tickets": [...TICKETS.columns.map(({ name }) => name), "created_date"],
  "rpt.log_entries": [...LOGS.columns.map(({ name }) => name), "log_date", "response_time_range"],
};

for (const page of PAGES) {
  describe(`definition of ${page.id}`, () => {
    const measures = [...page.cards, ...page.visuals.flatMap((visual) => visual.measures)];

    it("no two visuals, and no two cards, have one id", () => {
      const visuals = page.visuals.map(({ id }) => id);
      const cards = page.cards.map(({ id }) => id);

      expect(new Set(visuals).size).to.equal(visuals.length);
      expect(new Set(cards).size).to.equal(cards.length);
    });

    it("ids are plain names, fit for columns, addresses and file names", () => {
      for (const { id } of measures) expect(id).to.match(/^[a-z][a-z0-9_]*$/);
      for (const { id } of page.visuals) expect(id).to.match(/^[a-z][a-z-]*$/);
      for (const { id } of [...page.choices, ...page.switches]) expect(id).to.match(/^[a-z][a-z_]*$/);
    });

    it("filters act on columns of the view, and dates are one of them", () => {
      const columns = COLUMNS[page.view] ?? [];

      expect(columns).to.include(page.dateColumn);
      for (const { column } of page.choices) expect(columns).to.include(column);
    });

    it("switches name visuals of the page, and a click on a bar of any chart a filter of the page", () => {
      const visuals = page.visuals.map(({ id }) => id);
      const filters = page.choices.map(({ id }) => id);

      for (const { visuals: targets } of page.switches) expect(visuals).to.include.members([...targets]);
      for (const visual of page.visuals) {
        if (visual.kind !== "line") expect(filters).to.include(visual.dimension.filter);
      }
    });

    it("measures of one visual share a format, and a stacked visual has one measure", () => {
      for (const visual of page.visuals) {
        expect(new Set(visual.measures.map(({ format }) => format)).size, visual.id).to.equal(1);
        if (visual.kind !== "line" && visual.series !== undefined) expect(visual.measures).to.have.length(1);
      }
    });

    it("rows of the wide grid are filled", () => {
      let columns = 0;
      for (const { width } of page.visuals) columns += width;

      expect(columns % 12).to.equal(0);
    });
  });
}
