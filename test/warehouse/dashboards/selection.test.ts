import { expect } from "chai";
import fc from "fast-check";
import {
  DATE_PRESETS,
  defaultSelection,
  formatSelection,
  PAGES,
  parseSelection,
} from "../../../warehouse/dashboards";
import { LOG_PAGE } from "../../../warehouse/dashboards/log-page";
import { TICKET_PAGE } from "../../../warehouse/dashboards/ticket-page";

const parse = (text: string) => parseSelection(TICKET_PAGE, new URLSearchParams(text));

describe("selection", () => {
  it("no parameters are the whole time, all values and every switch at its default", () => {
    const selection = parse("");

    expect(selection).to.deep.equal(defaultSelection(TICKET_PAGE));
    expect(selection).to.deep.equal({
      range: { kind: "preset", preset: "all" },
      choices: {},
      switches: { escalated: true },
    });
  });

  it("dates, repeated values and a switch are read", () => {
    const selection = parse("from=2025-07-01&to=2025-07-03&agent=Sneha&agent=O%27Hara%2C+Jo&escalated=no");

    expect(selection).to.deep.equal({
      range: { kind: "between", from: "2025-07-01", to: "2025-07-03" },
      choices: { agent: ["Sneha", "O'Hara, Jo"] },
      switches: { escalated: false },
    });
  });

  const REFUSED: readonly [string, string][] = [
    ["from=yesterday", "from must be a date like 2025-07-01"],
    ["to=2025-02-30", "to must be a date like 2025-07-01"],
    ["from=2025-07-02&to=2025-07-01", "from (2025-07-02) is after to (2025-07-01)"],
    ["range=9d", "range must be one of all, 30d, 7d, 1d"],
    ["range=7d&from=2025-07-01", "give either range, or from and to"],
    ["from=2025-07-01&from=2025-07-02", "from may be given once only"],
    ["escalated=maybe", "escalated must be yes or no"],
    ["level=INFO", "the page support-tickets has no filter called level"],
  ];
  for (const [address, sentence] of REFUSED) {
    it(`"${address}" is refused with one sentence`, () => {
      expect(() => parse(address))
        .to.throw(sentence)
        .with.property("code", "bad_parameter");
    });
  }

  it("501 values of one filter are refused", () => {
    const values = Array.from({ length: 501 }, (_, index) => `agent=${index}`).join("&");

    expect(() => parse(values)).to.throw("agent takes at most 500 values");
  });

  it("a selection written to an address is read back the same", () => {
    const day = fc.date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true });
    const preset = fc.constantFrom(...DATE_PRESETS.map(({ id }) => id));
    const range = fc.oneof(
      preset.map((id) => ({ kind: "preset" as const, preset: id })),
      fc.tuple(day, day).map(([a, b]) => {
        const [from, to] = [a, b].map((date) => date.toISOString().slice(0, 10)).sort();
        return { kind: "between" as const, from, to };
      }),
    );
    const values = fc.uniqueArray(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 4 });
    const choices = fc.record({ level: values, user_agent: values }, { requiredKeys: [] });

    fc.assert(
      fc.property(range, choices, (chosenRange, chosenValues) => {
        const selection = { range: chosenRange, choices: { ...chosenValues }, switches: {} };
        const address = formatSelection(LOG_PAGE, selection).toString();
        expect(parseSelection(LOG_PAGE, new URLSearchParams(address))).to.deep.equal(selection);
      }),
    );
  });

  it("the default selection of every page is an empty address", () => {
    const addresses = PAGES.map((page) => formatSelection(page, defaultSelection(page)).toString());

    expect(addresses).to.deep.equal(["", ""]);
  });
});
