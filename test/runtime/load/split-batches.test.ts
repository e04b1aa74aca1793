import { expect } from "chai";
import fc from "fast-check";
import type { LoadBatch } from "../../../runtime/load/load-plan";
import { LARGEST_BATCH, splitBatches } from "../../../runtime/load/split-batches";
import type { TransformedObject } from "../../../runtime/load/transformed-object";
import { allKept, transformedObject } from "./transformed";

const nameOf = ({ dataset, sourceObject, sourceVersion }: TransformedObject): string =>
  `${dataset} ${sourceObject}@${sourceVersion}`;
const namesOf = (batches: readonly LoadBatch[]): string[][] => batches.map((batch) => batch.map(nameOf));

/** Few names and versions, so that they repeat; sizes around the limit. */
const anyObject = fc
  .record({
    dataset: fc.constantFrom("tickets" as const, "logs" as const),
    sourceObject: fc.constantFrom("a", "b", "c", "d"),
    sourceVersion: fc.constantFrom("1", "2"),
    counts: fc
      .constantFrom(0, 1, LARGEST_BATCH.rows / 2, LARGEST_BATCH.rows, LARGEST_BATCH.rows + 1)
      .map(allKept),
    transformedAt: fc.constantFrom(new Date(1_000), new Date(2_000)),
  })
  .map(transformedObject);

describe("the batches of a load", () => {
  it("of nothing are none", () => {
    expect(splitBatches([])).to.deep.equal([]);
  });

  it("hold objects of one dataset each, in the order given", () => {
    const objects = [
      transformedObject({ dataset: "tickets", sourceObject: "t1" }),
      transformedObject({ dataset: "tickets", sourceObject: "t2" }),
      transformedObject({ dataset: "logs", sourceObject: "l1" }),
      transformedObject({ dataset: "tickets", sourceObject: "t3" }),
    ];

    const batches = splitBatches(objects);

    expect(namesOf(batches)).to.deep.equal([
      ["tickets t1@1", "tickets t2@1"],
      ["logs l1@1"],
      ["tickets t3@1"],
    ]);
  });

  it("hold one version of a source object each, an older one in an earlier batch", () => {
    const objects = ["1", "2"].flatMap((sourceVersion) =>
      ["a", "b"].map((sourceObject) => transformedObject({ sourceObject, sourceVersion })),
    );

    const batches = splitBatches(objects);

    expect(namesOf(batches)).to.deep.equal([
      ["logs a@1", "logs b@1"],
      ["logs a@2", "logs b@2"],
    ]);
  });

  it("hold a version that came twice once, in its first place, as it was last transformed", () => {
    const early = transformedObject({ transformedAt: new Date(1_000), ruleVersion: "logs-1" });
    const late = transformedObject({ transformedAt: new Date(2_000), ruleVersion: "logs-2" });
    const other = transformedObject({ sourceObject: "logs/b.log" });

    expect(splitBatches([early, other, late])).to.deep.equal([[late, other]]);
    expect(splitBatches([late, other, early])).to.deep.equal([[late, other]]);
  });

  it("take an object as long as the rows together are 2,000,000, and not one row more", () => {
    const half = (sourceObject: string, kept = 1_000_000): TransformedObject =>
      transformedObject({ sourceObject, counts: allKept(kept) });

    expect(namesOf(splitBatches([half("a"), half("b"), half("c")]))).to.deep.equal([
      ["logs a@1", "logs b@1"],
      ["logs c@1"],
    ]);
    expect(namesOf(splitBatches([half("a"), half("b", 1_000_001)]))).to.deep.equal([
      ["logs a@1"],
      ["logs b@1"],
    ]);
  });

  it("take an object that alone is larger than a batch, by itself", () => {
    const objects = [1, 2_000_001, 1].map((kept, index) =>
      transformedObject({ sourceObject: `${index}`, counts: allKept(kept) }),
    );

    expect(namesOf(splitBatches(objects))).to.deep.equal([["logs 0@1"], ["logs 1@1"], ["logs 2@1"]]);
  });

  it("take 500 objects", () => {
    const objects = Array.from({ length: 1_001 }, (_, index) =>
      transformedObject({ sourceObject: `${index}` }),
    );

    const batches = splitBatches(objects);

    expect(batches.map((batch) => batch.length)).to.deep.equal([500, 500, 1]);
  });

  it("hold, whatever is given, every version once and nothing that a plan would refuse", () => {
    fc.assert(
      fc.property(fc.array(anyObject, { maxLength: 20 }), (objects) => {
        const batches = splitBatches(objects);

        const wanted = [...new Set(objects.map(nameOf))];
        expect(namesOf(batches).flat()).to.deep.equal(wanted);
        for (const batch of batches) {
          expect(new Set(batch.map(({ dataset }) => dataset)).size).to.equal(1);
          expect(new Set(batch.map(({ sourceObject }) => sourceObject)).size).to.equal(batch.length);
          const rows = batch.reduce((sum, { counts }) => sum + counts.kept, 0);
          if (batch.length > 1) expect(rows).to.be.at.most(LARGEST_BATCH.rows);
        }
      }),
    );
  });
});
