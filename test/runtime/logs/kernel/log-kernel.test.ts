import { expect } from "chai";
import fc from "fast-check";
import { fileNumber } from "../../../../runtime/logs/file-number";
import { parseEntry } from "../../../../runtime/logs/parse-entry";
import { fuzzRuns } from "../../../fixtures/fuzz-runs";
import { logEntry } from "../../../fixtures/log-entries";
import { mutatedEntry } from "../../../fixtures/mutated-entries";
import { kernelOf, rowOf } from "./kernel-entry";

const { entries: RUNS, ...SEED } = fuzzRuns(3_000);
const SEPARATOR = Buffer.from("\n---\n");

/** What the kernel says of an entry, in the words of the tolerant parser; undefined where it says nothing. */
function parseStrictly(text: Buffer): object | undefined {
  const bytes = Buffer.concat([text, SEPARATOR]);
  const kernel = kernelOf(bytes);
  const { taken, rejects } = kernel.exports;
  const rejectsBefore = rejects.value;
  const takenBefore = taken.value;
  kernel.takeEntries(0, bytes.length, 0);
  if (taken.value === takenBefore) return undefined;
  expect(kernel.at).to.equal(bytes.length);
  const [file] = kernel.files();
  const row = rowOf(kernel, 0);
  if (file?.file === fileNumber("rejected", "usual")) {
    expect([row.rawRecord, rejects.value - rejectsBefore]).to.deep.equal([text.toString(), 1]);
    return { reasons: ["negative_response_time"], ticketId: row.entry.ticketId };
  }
  expect(Math.floor(row.entry.loggedAtMicros / 86_400_000_000)).to.equal(file?.file);
  return row.entry;
}

function parseTolerantly(text: Buffer): object {
  const parsed = parseEntry({ bytes: text, isTerminated: true, isTooLarge: false });
  return parsed.kind === "entry" ? parsed.entry : parsed.rejected;
}

describe("the strict parser of the kernel", () => {
  it("takes the usual layout itself, and one with CRLF", () => {
    const usual = Buffer.from(logEntry());
    const withCrlf = Buffer.from(logEntry().replaceAll("\n", "\r\n"));

    expect(parseStrictly(usual)).to.deep.equal(parseTolerantly(usual));
    expect(parseStrictly(withCrlf)).to.deep.equal(parseTolerantly(withCrlf));
  });

  for (const [what, change] of [
    ["a level in other letters", { level: "info" }],
    ["an escaped quote", { message: 'a \\"b\\" c' }],
    ["a response time over a day", { responseTime: "86400001ms" }],
    ["a field that must not be NULL", { userAgent: "None" }],
  ] as const) {
    it(`leaves ${what} to the tolerant one`, () => {
      expect(parseStrictly(Buffer.from(logEntry(change)))).to.equal(undefined);
    });
  }

  it("reads every date of 2000 to 2099 as the tolerant one does, and no other", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc
            .integer({ min: Date.UTC(1999, 11, 1), max: Date.UTC(2100, 1, 1) })
            .map((at) => new Date(at).toISOString()),
          fc
            .tuple(fc.integer({ min: 1990, max: 2110 }), fc.nat(14), fc.nat(33))
            .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join("-")),
        ),
        (date) => {
          const text = Buffer.from(logEntry({ at: `${date.slice(0, 10)} 23:59:59` }));
          const tolerant = parseTolerantly(text);

          expect(parseStrictly(text)).to.deep.equal("reasons" in tolerant ? undefined : tolerant);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("takes no entry that its limit cuts", () => {
    const bytes = Buffer.concat([Buffer.from(logEntry()), SEPARATOR]);
    const kernel = kernelOf(bytes);

    kernel.takeEntries(0, bytes.length - 1, 0);

    expect([kernel.at, kernel.exports.rows.value]).to.deep.equal([0, 0]);
  });

  it("says of every entry that it takes what the tolerant one says", function () {
    this.timeout(0);
    let taken = 0;

    fc.assert(
      fc.property(mutatedEntry, (text) => {
        const strict = parseStrictly(text);
        if (strict === undefined) return;
        taken += 1;
        expect(strict).to.deep.equal(parseTolerantly(text));
      }),
      { numRuns: RUNS, ...SEED },
    );

    // Else the property would say nothing.
    expect(taken).to.be.greaterThan(RUNS / 10);
  });
});
