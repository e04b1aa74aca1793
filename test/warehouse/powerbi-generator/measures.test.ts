import { expect } from "chai";
import type { Row } from "../../../local/warehouse/reader";
import {
  boundsQuery,
  cardsQuery,
  categoryQuery,
  type DateInterval,
  defaultSelection,
  type Measure,
  PAGES,
  type Page,
  type Query,
  type Selection,
  timeQuery,
} from "../../../warehouse/dashboards";
import type { DaxModel, Value } from "../../dax/filter-context";
import type { MemoryWarehouse } from "../dashboards/memory-warehouse";
import { type Answer, daxCards, daxCategories, daxDays } from "./dax-answers";
import { loadDaxModel } from "./load-dax-model";
import { openSampleWarehouse } from "./sample-warehouse";

const ALL: DateInterval = { from: undefined, to: undefined };
const WEEK: DateInterval = { from: "2025-07-08", to: "2025-07-14" };
const YEAR_BEFORE: DateInterval = { from: "2024-01-01", to: "2024-12-31" };

const CHOICES: Readonly<Record<string, Selection["choices"]>> = {
  "support-tickets": { agent: ["Ravi", "Zoë"], channel: ["Email", "Phone"] },
  "support-logs": { level: ["ERROR", "WARNING"] },
};

for (const seed of [1, 2]) {
  describe(`measures in DAX and in SQL, over the rows of seed ${seed}`, () => {
    let warehouse: MemoryWarehouse;
    let model: DaxModel;

    before(async () => {
      warehouse = await openSampleWarehouse(seed);
      model = await loadDaxModel(warehouse);
    });

    after(() => warehouse.close());

    for (const page of PAGES) {
      for (const [name, interval, choices, areSwitchesOn] of [
        ["nothing is chosen", ALL, {}, true],
        ["a week and some values are chosen", WEEK, CHOICES[page.id]!, true],
        ["the switches are off", WEEK, {}, false],
      ] as const) {
        const selection = select(page, choices, areSwitchesOn);

        it(`${page.title}: the cards are equal when ${name}`, async () => {
          const sql = await ask(cardsQuery(page, selection, interval), page.cards, () => "cards");

          expectEqual(daxCards(model, page, selection, interval), sql);
          expect(sql.size).to.equal(1);
        });

        for (const visual of page.visuals) {
          it(`${page.title}: ${visual.title} is equal when ${name}`, async () => {
            const query =
              visual.kind === "line"
                ? timeQuery(page, visual, "day", selection, interval)
                : categoryQuery(page, visual, selection, interval);
            const sql = await ask(query, visual.measures, ({ key, series }) =>
              series === undefined ? `${key}` : `${key} ${series}`,
            );

            const dax =
              visual.kind === "line"
                ? daxDays(model, page, visual, selection, interval)
                : daxCategories(model, page, visual, selection, interval);

            expectEqual(dax, sql);
            expect(sql.size).to.be.greaterThan(1);
          });
        }
      }

      it(`${page.title}: an empty selection is blank, where SQL finds no row`, async () => {
        const selection = defaultSelection(page);
        const { sql, params } = cardsQuery(page, selection, YEAR_BEFORE);
        const [row] = await warehouse.query(sql, params);

        expect(row?.row_count).to.equal(0);
        expect(daxCards(model, page, selection, YEAR_BEFORE)).to.deep.equal(new Map());
      });
    }

    it("nothing of a status among chosen tickets is 0 in both, not blank", async () => {
      const page = PAGES[0]!;
      const selection = select(page, { agent: ["Noor"] }, true);
      const sql = await ask(cardsQuery(page, selection, ALL), page.cards, () => "cards");

      // One open ticket of three contacts, and its agent.
      expect(sql.get("cards")).to.deep.equal([1, 0, 1, 0, 1, 3]);
      expect(daxCards(model, page, selection, ALL).get("cards")).to.deep.equal([1, 0, 1, 0, 1, 3]);
    });

    it("the date table covers every day of the facts", async () => {
      for (const page of PAGES) {
        const { sql } = boundsQuery(page);
        const [row] = await warehouse.query(sql);
        const days = model.tables.get("Date")!.map((date) => date.Date);

        expect(days).to.include(row?.first_date).and.to.include(row?.last_date);
      }
    });

    async function ask(
      query: Query,
      measures: readonly Measure[],
      keyOf: (row: Row) => string,
    ): Promise<Answer> {
      const rows = await warehouse.query(query.sql, query.params);
      return new Map(rows.map((row) => [keyOf(row), measures.map(({ id }) => row[id] as Value)]));
    }
  });
}

function select(page: Page, choices: Selection["choices"], areSwitchesOn: boolean): Selection {
  const switches = Object.fromEntries(page.switches.map(({ id }) => [id, areSwitchesOn]));
  return { ...defaultSelection(page), choices, switches };
}

/** Counts to the last digit; sums of fractions may differ in the order of their terms. */
function expectEqual(dax: Answer, sql: Answer): void {
  expect([...dax.keys()].toSorted()).to.deep.equal([...sql.keys()].toSorted());
  for (const [key, values] of sql) {
    for (const [index, value] of values.entries()) {
      const other = dax.get(key)![index]!;
      if (typeof value !== "number" || Number.isInteger(value)) expect(other, key).to.equal(value);
      else expect(other, key).to.be.closeTo(value, 1e-9 * Math.abs(value));
    }
  }
}
