import { expect } from "chai";
import fc from "fast-check";
import { copiedKey, cutText, isLargeText, largeKey } from "../../../runtime/load/large-texts";

describe("texts that Redshift does not take", () => {
  it("are those over 65,535 bytes", () => {
    expect(isLargeText("a".repeat(65_535))).to.equal(false);
    expect(isLargeText("a".repeat(65_536))).to.equal(true);
    expect(isLargeText("é".repeat(32_767))).to.equal(false);
    expect(isLargeText("é".repeat(32_768))).to.equal(true);
  });

  for (const [what, text, cut] of [
    ["one-byte characters at the limit", "a".repeat(65_536), "a".repeat(65_535)],
    // 32,768 × 2 = 65,536: half of the last one would fit.
    ["two-byte characters before the limit", "é".repeat(32_768), "é".repeat(32_767)],
    // 21,845 × 3 = 65,535.
    ["three-byte characters at the limit", "€".repeat(30_000), "€".repeat(21_845)],
    // 1 + 16,383 × 4 = 65,533.
    ["four-byte characters before the limit", `a${"😀".repeat(20_000)}`, `a${"😀".repeat(16_383)}`],
  ] as const) {
    it(`are cut between ${what}`, () => {
      expect(cutText(text) === cut).to.equal(true);
    });
  }

  it("are cut to a beginning of theirs that is as long as may be, whatever they hold", () => {
    const text = fc
      .tuple(fc.string({ unit: "grapheme", maxLength: 8 }), fc.string({ unit: "grapheme", minLength: 1 }))
      .map(([head, unit]) => head + unit.repeat(Math.ceil(70_000 / Buffer.byteLength(unit))));
    fc.assert(
      fc.property(text, (whole) => {
        const cut = cutText(whole);

        const next = [...whole.slice(cut.length, cut.length + 2)][0] ?? "";
        expect(whole.startsWith(cut)).to.equal(true);
        expect(Buffer.byteLength(cut)).to.be.at.most(65_535);
        expect(Buffer.byteLength(cut + next)).to.be.above(65_535);
      }),
      { numRuns: 50 },
    );
  });

  it("lie in a file of their own, whose copy COPY reads in its place", () => {
    const key = "processed/logs/log_date=2025-07-01/a-1.parquet";

    expect(copiedKey(key)).to.equal(key);
    expect(largeKey(key)).to.equal("processed/logs/log_date=2025-07-01/a-1.large.parquet");
    expect(copiedKey(largeKey(key))).to.equal("processed/cut/logs/log_date=2025-07-01/a-1.large.parquet");
  });
});
