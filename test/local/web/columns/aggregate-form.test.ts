import { expect } from "chai";
import { aggregateForm } from "../../../../local/web/columns/aggregate-form";
import { PAGES } from "../../../../warehouse/dashboards";

describe("form of a measure's SQL", () => {
  for (const [sql, form] of [
    ["count(*)", { kind: "rows" }],
    [
      "count(case when status = 'Open' then 1 end)",
      { kind: "count", expression: "case when status = 'Open' then 1 end" },
    ],
    ["count(distinct agent)", { kind: "distinct", expression: "agent" }],
    ["avg(cast(minutes as double precision))", { kind: "mean", expression: "minutes" }],
    [
      "percentile_cont(0.9) within group (order by minutes)",
      { kind: "percentile", expression: "minutes", share: 0.9 },
    ],
  ] as const) {
    it(`${sql} is a ${form.kind}`, () => {
      expect(aggregateForm(sql)).to.deep.equal(form);
    });
  }

  for (const sql of ["sum(minutes)", "count(a) / count(b)", "avg(distinct minutes)", "max(created_at)"]) {
    it(`${sql} is left to the database`, () => {
      expect(aggregateForm(sql)).to.equal(undefined);
    });
  }

  it("every measure of the pages has one, so that their columns can be kept", () => {
    const measures = PAGES.flatMap(({ cards, visuals }) => [
      ...cards,
      ...visuals.flatMap((each) => each.measures),
    ]);

    const without = measures.filter(({ sql }) => aggregateForm(sql) === undefined);

    expect(without.map(({ id }) => id)).to.deep.equal([]);
  });
});
