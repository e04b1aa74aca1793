import { expect } from "chai";
import fc from "fast-check";
import { CareplusError } from "../../../runtime/errors";
import { formatTransformManifest, parseTransformManifest } from "../../../runtime/load/transform-manifest";
import { transformedObject } from "./transformed";

const WHOLE = transformedObject({
  sourceObject: 'logs/it\'s "x"\n.log',
  counts: { recordsIn: 6, kept: 3, duplicate: 2, rejected: 1 },
  firstByte: 10,
  bytesRead: 20,
  processedKeys: ["processed/logs/log_date=2025-07-01/a.parquet"],
  quarantineKeys: ["quarantine/logs/a.parquet"],
  position: { resumeAt: 30, fingerprint: "f00d" },
});
const KEY = "manifests/logs/a.json";

describe("the manifest of a transformation", () => {
  it("gives back what was written, with a position and without", () => {
    const { position: _, ...without } = WHOLE;

    expect(parseTransformManifest(KEY, formatTransformManifest(WHOLE))).to.deep.equal(WHOLE);
    expect(parseTransformManifest(KEY, formatTransformManifest(without))).to.deep.equal(without);
  });

  for (const [what, change] of [
    ["is of another version", { formatVersion: 2 }],
    ["names no known dataset", { dataset: "calls" }],
    ["has no source object", { sourceObject: undefined }],
    ["has no source version", { sourceVersion: null }],
    ["counts less than nothing", { counts: { recordsIn: -1, kept: -1, duplicate: 0, rejected: 0 } }],
    ["counts no whole records", { counts: { recordsIn: 0.5, kept: 0.5, duplicate: 0, rejected: 0 } }],
    ["lacks a count", { counts: { recordsIn: 1, kept: 1, duplicate: 0 } }],
    ["lacks its first byte", { firstByte: undefined }],
    ["has read less than nothing", { bytesRead: -1 }],
    ["lacks the rules' version", { ruleVersion: undefined }],
    ["has no time", { transformedAt: "yesterday" }],
    ["lists no text as a key", { processedKeys: [1] }],
    ["lists no keys of the quarantine", { quarantineKeys: undefined }],
    ["has half a position", { position: { resumeAt: 30 } }],
    ["has a position that is none", { position: null }],
  ] as const) {
    it(`is refused when it ${what}`, () => {
      const text = JSON.stringify({ ...JSON.parse(formatTransformManifest(WHOLE)), ...change });

      expect(() => parseTransformManifest(KEY, text))
        .to.throw(`${KEY} is no manifest of this version of the platform.`)
        .with.property("code", "bad_manifest");
    });
  }

  it("is refused, whatever else its text is", () => {
    const text = fc.oneof(fc.string(), fc.json(), fc.constantFrom("", "null", "[]", "{}", '"x"'));

    fc.assert(
      fc.property(text, (anything) => {
        expect(() => parseTransformManifest(KEY, anything)).to.throw(CareplusError);
      }),
    );
  });
});
