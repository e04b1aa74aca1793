import { expect } from "chai";
import fc from "fast-check";
import { toPercentages } from "../../../warehouse/dashboards";

describe("shares", () => {
  it("three equal counts get 33.4, 33.3 and 33.3 per cent", () => {
    const percentages = toPercentages([5, 5, 5]);

    expect(percentages).to.deep.equal([33.4, 33.3, 33.3]);
  });

  it("nothing has no shares", () => {
    const percentages = toPercentages([0, 0]);

    expect(percentages).to.deep.equal([0, 0]);
  });

  it("percentages sum to exactly 100 and are within a tenth of the truth", () => {
    const counts = fc
      .array(fc.nat(5_000_000), { minLength: 1, maxLength: 12 })
      .filter((values) => values.some((value) => value > 0));

    fc.assert(
      fc.property(counts, (values) => {
        const total = values.reduce((sum, value) => sum + value, 0);
        const percentages = toPercentages(values);
        const tenths = percentages.reduce((sum, value) => sum + Math.round(value * 10), 0);
        expect(tenths).to.equal(1000);
        for (const [index, value] of values.entries()) {
          expect(percentages[index]).to.be.closeTo((100 * value) / total, 0.1 + 1e-9);
        }
      }),
    );
  });
});
