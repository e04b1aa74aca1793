import { expect } from "chai";
import fc from "fast-check";
import { parseEntry } from "../../../runtime/logs/parse-entry";
import { StrictEntryParser } from "../../../runtime/logs/parse-strict-entry";
import { fuzzRuns } from "../../fixtures/fuzz-runs";
import { logEntry } from "../../fixtures/log-entries";
import { mutatedEntry } from "../../fixtures/mutated-entries";

const { entries: RUNS, ...SEED } = fuzzRuns(3_000);

/** What the strict parser says of an entry, in the words of the tolerant one; undefined where it says nothing. */
function parseStrictly(text: Buffer): object | undefined {
  const separator = "\n---\n";
  const bytes = Buffer.concat([text, Buffer.from(separator), Buffer.alloc(64)]);
  const parser = new StrictEntryParser();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (!parser.parse(bytes, view, 0, text.length + separator.length)) return undefined;
  expect([parser.from, parser.to, parser.end]).to.deep.equal([
    0,
    text.length,
    text.length + separator.length,
  ]);
  const value = ({ from, to }: { from: number; to: number }): string | null =>
    from === to ? null : bytes.toString("utf8", from, to);
  if (parser.responseTimeMs < 0)
    return { reasons: ["negative_response_time"], ticketId: value(parser.ticketId) };
  expect(Math.floor(parser.loggedAtMicros / 86_400_000_000)).to.equal(parser.logDay);
  return {
    loggedAtMicros: parser.loggedAtMicros,
    level: Buffer.from(parser.level.view.buffer, 0, parser.level.length).toString(),
    component: value(parser.component),
    ticketId: value(parser.ticketId),
    sessionId: value(parser.sessionId),
    ip: value(parser.ip),
    responseTimeMs: parser.responseTimeMs,
    cpuPercent: parser.cpuPercent,
    eventType: value(parser.eventType),
    isError: parser.isError,
    userAgent: value(parser.userAgent),
    message: value(parser.message),
    debug: value(parser.debug),
    traceId: value(parser.traceId),
  };
}

function parseTolerantly(text: Buffer): object {
  const parsed = parseEntry({ bytes: text, isTerminated: true, isTooLarge: false });
  return parsed.kind === "entry" ? parsed.entry : parsed.rejected;
}

describe("the strict parser", () => {
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
