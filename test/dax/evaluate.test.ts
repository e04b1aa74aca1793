import { expect } from "chai";
import { evaluateMeasure } from "./evaluate";
import type { DaxModel, FilterContext, Value } from "./filter-context";
import { parseDax } from "./syntax";

const EVERYTHING: FilterContext = { filters: [], used: [] };
const LINK = { from: { table: "Sale", column: "Day" }, to: { table: "Date", column: "Day" }, isActive: true };
const LATER = { ...LINK, from: { table: "Sale", column: "Paid" }, isActive: false };

const TABLES: DaxModel["tables"] = new Map([
  [
    "Sale",
    [
      { Day: "d1", Paid: "d2", Who: "Ann", Price: 1 },
      { Day: "d1", Paid: null, Who: "ANN", Price: 2 },
      { Day: "d2", Paid: "d2", Who: null, Price: 4 },
      { Day: "d3", Paid: "d1", Who: "Bob", Price: null },
    ],
  ],
  ["Date", [{ Day: "d1" }, { Day: "d2" }]],
]);

describe("the evaluator of DAX", () => {
  for (const [dax, value] of [
    ["COUNTROWS('Sale')", 4],
    ["COUNTROWS(FILTER('Sale', 'Sale'[Who] = \"ann\"))", 2],
    ["COUNTROWS(FILTER('Sale', 'Sale'[Who] = \"none\"))", null],
    ["COUNTROWS(FILTER('Sale', 'Sale'[Who] = \"none\")) + 0", 0],
    ["DISTINCTCOUNT('Sale'[Who])", 3],
    ["DISTINCTCOUNTNOBLANK('Sale'[Who])", 2],
    // 1, 2 and 4; the blank price counts for nothing.
    ["AVERAGE('Sale'[Price])", 7 / 3],
    ["PERCENTILE.INC('Sale'[Price], 0.5)", 2],
    // Rank 0.9 * 2 = 1.8: from 2 eight tenths of the way to 4.
    ["PERCENTILE.INC('Sale'[Price], 0.9)", 3.6],
    ["DIVIDE(1, 0)", null],
    ["DIVIDE(1, 4)", 0.25],
    ["IF(ISEMPTY('Sale'), 1, 2)", 2],
    ["CALCULATE(COUNTROWS('Sale'), NOT ISBLANK('Sale'[Paid]))", 3],
  ] as const) {
    it(`${dax} is ${value === null ? "BLANK" : value}`, () => {
      expect(evaluate(dax)).to.equal(value);
    });
  }

  it("a filter of the other table reaches the fact through the active relationship", () => {
    expect(evaluate("COUNTROWS('Sale')", day("d1"))).to.equal(2);
  });

  it("USERELATIONSHIP puts another relationship in its place", () => {
    const dax = "CALCULATE(COUNTROWS('Sale'), USERELATIONSHIP('Sale'[Paid], 'Date'[Day]))";

    expect(evaluate(dax, day("d2"))).to.equal(2);
  });

  it("a fact without its row in the other table belongs to the blank row", () => {
    expect(evaluate("COUNTROWS('Sale')", day(null))).to.equal(1);
  });

  it("a filter argument of CALCULATE takes the place of the column's filter", () => {
    const context: FilterContext = {
      filters: [{ table: "Sale", column: "Who", accepts: (value) => value === "Bob" }],
      used: [],
    };

    expect(evaluate("CALCULATE(COUNTROWS('Sale'), 'Sale'[Who] = \"Ann\")", context)).to.equal(2);
  });

  for (const dax of [
    "SUM('Sale'[Price])",
    "COUNTROWS('Sale'",
    "COUNTROWS('Sale') 1",
    "'Sale'",
    "[Nothing]",
    "{1}",
  ]) {
    it(`refuses ${dax}`, () => {
      expect(() => evaluate(dax)).to.throw();
    });
  }

  it("reads texts with quotation marks in them", () => {
    expect(parseDax('"a ""b"""')).to.deep.equal({ kind: "constant", value: 'a "b"' });
  });
});

function evaluate(dax: string, context: FilterContext = EVERYTHING): Value {
  const model: DaxModel = { tables: TABLES, relationships: [LINK, LATER], measures: new Map([["m", dax]]) };
  return evaluateMeasure(model, "m", context);
}

function day(value: Value): FilterContext {
  return { filters: [{ table: "Date", column: "Day", accepts: (other) => other === value }], used: [] };
}
