import { expect } from "chai";
import fc from "fast-check";
import { isCovered, isPrincipalCovered } from "../../../../delivery/preview-report/iam/cover";

describe("a pattern", () => {
  for (const [narrow, wide] of [
    ["s3:GetObject", "s3:GetObject"],
    ["s3:GetObject", "s3:Get*"],
    ["s3:Get*", "s3:*"],
    ["s3:Get*", "*"],
    ["a/b/c", "a/*/c"],
    ["a/*/c", "a/*"],
    ["ab", "a?"],
    ["", "*"],
    ["abcabd", "*abd"],
  ] as const)
    it(`${narrow || "(empty)"} is covered by ${wide}`, () => {
      expect(isCovered(narrow, wide)).to.equal(true);
    });

  for (const [narrow, wide] of [
    ["s3:*", "s3:Get*"],
    ["*", "s3:*"],
    ["a*", "a?"],
    ["a?", "ab"],
    ["ab", "a"],
    ["a", "ab"],
    ["s3:GetObjectAcl", "s3:GetObject"],
  ] as const)
    it(`${narrow} is not covered by ${wide}`, () => {
      expect(isCovered(narrow, wide)).to.equal(false);
    });

  it("that covers another fits every text that the other fits", () => {
    const letters = (of: string[]): fc.Arbitrary<string> =>
      fc.string({ unit: fc.constantFrom(...of), maxLength: 6 });
    fc.assert(
      fc.property(
        letters(["a", "b", "*", "?"]),
        letters(["a", "b", "*", "?"]),
        letters(["a", "b"]),
        (narrow, wide, text) => {
          if (isCovered(narrow, wide) && fits(text, narrow)) expect(fits(text, wide)).to.equal(true);
        },
      ),
      { numRuns: 5_000 },
    );
  });
});

describe("a principal", () => {
  it("is covered by everybody and by the root of its account", () => {
    const role = "AWS:arn:aws:iam::111122223333:role/loader";

    expect(isPrincipalCovered(role, "*")).to.equal(true);
    expect(isPrincipalCovered(role, "AWS:arn:aws:iam::111122223333:root")).to.equal(true);
  });

  it("is not covered by another account or by another service", () => {
    const role = "AWS:arn:aws:iam::111122223333:role/loader";

    expect(isPrincipalCovered(role, "AWS:arn:aws:iam::444455556666:root")).to.equal(false);
    expect(isPrincipalCovered("Service:glue.amazonaws.com", "Service:lambda.amazonaws.com")).to.equal(false);
  });
});

function fits(text: string, pattern: string): boolean {
  return new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(text);
}
