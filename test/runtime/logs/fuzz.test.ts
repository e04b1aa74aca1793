import { expect } from "chai";
import fc from "fast-check";
import { parseEntry } from "../../../runtime/logs/parse-entry";
import { fuzzRuns } from "../../fixtures/fuzz-runs";
import { mutatedEntry } from "../../fixtures/mutated-entries";
import { transformBytes } from "./transformed";

const { entries: ENTRIES, ...SEED } = fuzzRuns(5_000);
const ENTRIES_PER_OBJECT = 100;

const separator = fc.constantFrom(
  "\n---\n",
  "\r\n---\r\n",
  "\n\n---\n\n",
  "\n---\n---\n",
  "\n--- \n",
  "\n----\n",
);

/** A byte that is put over one of the object's. */
const damage = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));

const object = fc
  .record({
    mark: fc.boolean(),
    parts: fc.array(
      fc.tuple(mutatedEntry, fc.oneof({ weight: 9, arbitrary: fc.constant("\n---\n") }, separator)),
      {
        minLength: ENTRIES_PER_OBJECT,
        maxLength: ENTRIES_PER_OBJECT,
      },
    ),
    repeated: fc.array(fc.nat(ENTRIES_PER_OBJECT - 1), { maxLength: 5 }),
    end: fc.constantFrom("", "---", "---\r", "2025-07-01 00:21:00 [INFO"),
    damages: fc.array(damage, { maxLength: 3 }),
  })
  .map(({ mark, parts, repeated, end, damages }) => {
    const again = repeated.map((at) => parts[at]!);
    const bytes = Buffer.concat([
      Buffer.from(mark ? "\ufeff" : ""),
      ...[...parts, ...again].flatMap(([entry, behind]) => [entry, Buffer.from(behind)]),
      Buffer.from(end),
    ]);
    for (const [at, value] of damages) bytes[at % bytes.length] = value;
    return bytes;
  });

interface Expected {
  readonly counts: { recordsIn: number; kept: number; duplicate: number; rejected: number };
  readonly kept: readonly object[];
  readonly rejected: readonly object[];
}

/** What docs/data.md section 2 says of an object, read in the plainest way: all of it at once, as text. */
function read(bytes: Buffer): Expected {
  const text = bytes.toString("latin1").replace(/^\u00ef\u00bb\u00bf/, (mark) => "\n".repeat(mark.length));
  const seen = new Set<string>();
  const kept: object[] = [];
  const rejected: object[] = [];
  let recordsIn = 0;
  let from = 0;
  for (const piece of text.split(/(?<=^\n*|\n)(---(?:\r?\n|\r?$))/)) {
    const offset = from + (piece.length - piece.replace(/^[\r\n]+/, "").length);
    from += piece.length;
    const entry = piece.replace(/^[\r\n]+|[\r\n]+$/g, "");
    if (entry === "" || /^---\r?\n?$/.test(piece)) continue;
    recordsIn += 1;
    if (seen.has(entry)) continue;
    seen.add(entry);
    const parsed = parseEntry({
      bytes: Buffer.from(entry, "latin1"),
      isTerminated: from < text.length,
      isTooLarge: false,
    });
    if (parsed.kind === "entry") kept.push(asHyparquetReads({ ...parsed.entry, offset }));
    else rejected.push(asHyparquetReads({ ...parsed.rejected, offset }));
  }
  const duplicate = recordsIn - kept.length - rejected.length;
  return { counts: { recordsIn, kept: kept.length, duplicate, rejected: rejected.length }, kept, rejected };
}

/** Its TextDecoder takes a U+FEFF at the beginning of a value for a byte-order mark. */
function asHyparquetReads(values: object): object {
  const read = (value: unknown): unknown =>
    typeof value === "string" ? value.replace(/^\ufeff/, "") : value;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, read(value)]));
}

type Row = Readonly<Record<string, unknown>>;

const keptRow = (row: Row): object => ({
  loggedAtMicros: (row.logged_at as Date).getTime() * 1000,
  level: row.level,
  component: row.component,
  ticketId: row.ticket_id,
  sessionId: row.session_id,
  ip: row.ip,
  responseTimeMs: row.response_time_ms,
  cpuPercent: row.cpu_percent,
  eventType: row.event_type,
  isError: row.is_error,
  userAgent: row.user_agent,
  message: row.message,
  debug: row.debug,
  traceId: row.trace_id,
  offset: Number(row.byte_offset),
});

const rejectedRow = (row: Row): object => ({
  reasons: row.reasons,
  ticketId: row.record_key,
  offset: Number(row.byte_offset),
});

const inOrder = (rows: readonly object[]): object[] =>
  (rows as { offset: number }[]).toSorted((left, right) => left.offset - right.offset);

describe("log objects of mutated entries", () => {
  it("become what a plain reading of the rules says, by any chunking", async function () {
    this.timeout(0);
    await fc.assert(
      fc.asyncProperty(object, fc.integer({ min: 1, max: 3_000 }), async (bytes, chunkBytes) => {
        const expected = read(bytes);

        const { result, rows, quarantined, files } = await transformBytes(bytes, { chunkBytes });
        const atOnce = await transformBytes(bytes, { chunkBytes: bytes.length });

        expect(result.counts).to.deep.equal(expected.counts);
        expect(inOrder(rows.map(keptRow))).to.deep.equal(expected.kept);
        expect(inOrder(quarantined.map(rejectedRow))).to.deep.equal(expected.rejected);
        expect(files).to.deep.equal(atOnce.files);
      }),
      // Looking for a smaller object that fails takes minutes: each try transforms 100 entries twice.
      { numRuns: Math.ceil(ENTRIES / ENTRIES_PER_OBJECT), ...SEED, endOnFailure: true },
    );
  });
});
