import { gzipSync } from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import { parquetMetadata } from "hyparquet";
import { logEntry, logFile } from "../../fixtures/log-entries";
import { transformBytes, transformChunks } from "./transformed";

describe("transformLogObject", () => {
  it("keeps the sum: in = kept + duplicate + rejected", async () => {
    const { result } = await transformBytes(
      logFile(
        logEntry(),
        logEntry(),
        logEntry({ level: "FATAL" }),
        logEntry({ level: "FATAL" }),
        logEntry({ cpu: "1%" }),
      ),
    );

    expect(result.counts).to.deep.equal({ recordsIn: 5, kept: 2, duplicate: 2, rejected: 1 });
  });

  it("puts each entry into the partition of its own date", async () => {
    const { result, rows } = await transformBytes(
      logFile(logEntry({ at: "2025-07-01 23:59:59" }), logEntry({ at: "2025-07-02 00:00:00" })),
    );

    expect(result.processedKeys.map((key) => key.split("/")[2])).to.deep.equal([
      "log_date=2025-07-01",
      "log_date=2025-07-02",
    ]);
    expect(rows.map((row) => (row.logged_at as Date).toISOString())).to.deep.equal([
      "2025-07-01T23:59:59.000Z",
      "2025-07-02T00:00:00.000Z",
    ]);
  });

  it("writes for each rejected entry its reasons, its text and where it begins", async () => {
    const good = logFile(logEntry());
    const bad = logEntry({ level: "FATAL", cpu: "101%", responseTime: "-5ms" });

    const { quarantined } = await transformBytes(good + logFile(bad));

    expect(quarantined).to.deep.equal([
      {
        source_object: "logs/a.log",
        byte_offset: BigInt(Buffer.byteLength(good)),
        record_key: "TCK0701000",
        reasons: ["unknown_level", "negative_response_time", "cpu_out_of_range"],
        raw_record: bad,
        rule_version: "logs-1",
        quarantined_at: new Date("2025-08-01T00:00:00Z"),
      },
    ]);
  });

  for (const [what, bytes, counts] of [
    ["an empty object", "", { recordsIn: 0, kept: 0, duplicate: 0, rejected: 0 }],
    ["only separators", "---\n---\r\n---", { recordsIn: 0, kept: 0, duplicate: 0, rejected: 0 }],
    ["a last entry without separator", logEntry(), { recordsIn: 1, kept: 1, duplicate: 0, rejected: 0 }],
    [
      "a duplicate last entry without separator",
      logFile(logEntry()) + logEntry(),
      { recordsIn: 2, kept: 1, duplicate: 1, rejected: 0 },
    ],
    [
      "a byte-order mark",
      `\ufeff${logFile(logEntry())}`,
      { recordsIn: 1, kept: 1, duplicate: 0, rejected: 0 },
    ],
    [
      "CRLF",
      logFile(logEntry(), logEntry({ cpu: "2%" })).replaceAll("\n", "\r\n"),
      { recordsIn: 2, kept: 2, duplicate: 0, rejected: 0 },
    ],
    ["NUL bytes", Buffer.alloc(5000), { recordsIn: 1, kept: 0, duplicate: 0, rejected: 1 }],
    [
      "CR only",
      logFile(logEntry()).replaceAll("\n", "\r"),
      { recordsIn: 1, kept: 0, duplicate: 0, rejected: 1 },
    ],
  ] as const) {
    it(`takes ${what} as it should`, async () => {
      const { result } = await transformBytes(bytes);

      expect(result.counts).to.deep.equal(counts);
    });
  }

  it("writes the same rows in ZSTD where that is asked for", async () => {
    const entries = Array.from({ length: 1_000 }, (_, index) => logEntry({ message: `message ${index}` }));

    const zstd = await transformBytes(logFile(...entries), { codec: "ZSTD" });

    const gzip = await transformBytes(logFile(...entries));
    const [file = Buffer.alloc(0)] = zstd.files.values();
    const { row_groups } = parquetMetadata(new Uint8Array(file).buffer);
    expect(row_groups[0]?.columns.map((column) => column.meta_data?.codec)).to.deep.equal(
      Array.from({ length: 17 }, () => "ZSTD"),
    );
    expect(zstd.rows).to.deep.equal(gzip.rows);
  });

  it("rejects an entry that the end of the object tears, unless it may still grow", async () => {
    const bytes = logFile(logEntry()) + logEntry({ message: "torn" }).slice(0, 180);

    const taken = await transformBytes(bytes);
    const left = await transformBytes(bytes, { takeUnterminated: false });

    expect(taken.quarantined.map((row) => row.reasons)).to.deep.equal([["torn_entry"]]);
    expect(left.result.counts).to.deep.equal({ recordsIn: 1, kept: 1, duplicate: 0, rejected: 0 });
    expect(left.result.position?.resumeAt).to.equal(Buffer.byteLength(logFile(logEntry())));
  });

  it("rejects an entry with invalid UTF-8 and no other", async () => {
    const broken = Buffer.from(logEntry({ message: "?" }));
    broken[broken.indexOf("?")] = 0xff;

    const { result, quarantined } = await transformBytes(
      Buffer.concat([
        Buffer.from(logFile(logEntry())),
        broken,
        Buffer.from("\n---\n"),
        Buffer.from(logFile(logEntry({ cpu: "1%" }))),
      ]),
    );

    expect(result.counts).to.include({ kept: 2, rejected: 1 });
    expect(quarantined[0]?.reasons).to.deep.equal(["invalid_utf8"]);
    expect(quarantined[0]?.raw_record).to.contain("\ufffd");
  });

  it("rejects an entry over 1 MiB with its beginning, and reads on behind it", async () => {
    const long = logEntry({ message: "x".repeat(3 << 20) });

    const { result, quarantined } = await transformBytes(logFile(logEntry(), long, logEntry({ cpu: "1%" })), {
      chunkBytes: 70_001,
    });

    expect(result.counts).to.deep.equal({ recordsIn: 3, kept: 2, duplicate: 0, rejected: 1 });
    expect(quarantined[0]?.reasons).to.deep.equal(["entry_too_large"]);
    expect(quarantined[0]?.raw_record).to.have.length(1 << 20);
  });

  it("reads a gzip object, and what can be read of a truncated one", async () => {
    const entries = Array.from({ length: 500 }, (_, index) =>
      logEntry({ message: `${index} ${Math.random()}` }),
    );
    const packed = gzipSync(logFile(...entries));

    const whole = await transformBytes(packed, { isGzip: true });
    const cut = await transformBytes(packed.subarray(0, packed.length >> 1), { isGzip: true });
    const none = await transformBytes("this is not gzip", { isGzip: true });

    expect(whole.result.counts).to.deep.equal({ recordsIn: 500, kept: 500, duplicate: 0, rejected: 0 });
    expect(whole.result).not.to.have.property("position");
    expect(cut.quarantined.map((row) => (row.reasons as string[])[0])).to.include("truncated_gzip");
    expect(cut.result.counts.recordsIn).to.equal(cut.result.counts.kept + cut.result.counts.rejected);
    expect(none.quarantined.map((row) => row.reasons)).to.deep.equal([["bad_gzip"]]);
  });

  it("stops at a gzip bomb, which is one record, and keeps what came before", async () => {
    const zeros = Buffer.alloc(100 << 20);
    const bomb = await transformBytes(gzipSync(zeros), { isGzip: true });
    const behindEntry = await transformBytes(
      gzipSync(Buffer.concat([Buffer.from(logFile(logEntry())), zeros])),
      {
        isGzip: true,
      },
    );

    expect(bomb.result.counts).to.deep.equal({ recordsIn: 1, kept: 0, duplicate: 0, rejected: 1 });
    expect(bomb.quarantined.map((row) => row.reasons)).to.deep.equal([["gzip_bomb"]]);
    expect(behindEntry.result.counts).to.deep.equal({ recordsIn: 2, kept: 1, duplicate: 0, rejected: 1 });
    expect(behindEntry.quarantined.map((row) => row.reasons)).to.deep.equal([["gzip_bomb"]]);
  });

  it("takes 3 GB without a separator for one entry that is too large, in no more memory than 1 GB", async () => {
    const chunk = Buffer.from("no separator here\n".repeat(1 << 16));
    async function peakOf(gigabytes: number): Promise<number> {
      let peak = 0;
      function* chunks(): Generator<Buffer, void> {
        for (let given = 0; given < gigabytes * 1e9; given += chunk.length) {
          peak = Math.max(peak, process.memoryUsage.rss());
          yield chunk;
        }
      }
      const { result, quarantined } = await transformChunks(chunks);
      expect(result.counts).to.deep.equal({ recordsIn: 1, kept: 0, duplicate: 0, rejected: 1 });
      expect(quarantined.map((row) => row.reasons)).to.deep.equal([["entry_too_large"]]);
      return peak;
    }

    const small = await peakOf(1);
    expect((await peakOf(3)) - small).to.be.lessThan(64 << 20);
  });

  it("gives the same bytes under the same names for every chunking, and other names for another version", async () => {
    const bytes = Buffer.from(
      `\ufeff${logFile(logEntry(), logEntry({ level: "x" }), logEntry({ message: "ℹ️ --- a\n----\nb" }))}\r\n---\r\n---\n${logEntry({ cpu: "3%" })}`,
    );
    const reference = await transformBytes(bytes);

    for (const chunkBytes of [1, 2, 3, 7, 64, 1000]) {
      const chunked = await transformBytes(bytes, { chunkBytes });

      expect(chunked.result.counts, `${chunkBytes}`).to.deep.equal(reference.result.counts);
      expect(chunked.files, `${chunkBytes}`).to.deep.equal(reference.files);
    }
  });

  it("continues a grown object at the position, with offsets of the whole object", async () => {
    const old = logFile(logEntry());

    const { rows, result } = await transformBytes(old + logFile(logEntry({ cpu: "9%" })), {
      firstByte: Buffer.byteLength(old),
    });

    expect(rows.map((row) => row.byte_offset)).to.deep.equal([BigInt(Buffer.byteLength(old))]);
    expect(result.counts.recordsIn).to.equal(1);
  });

  it("loses nothing and never fails, whatever the bytes", async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "---\n",
        "---\r\n",
        "\n",
        "---",
        "\r",
        '"',
        "\\",
        "TicketID=",
        "\u0000",
        "\ufeff",
        "ResponseTime=",
        "|",
      ),
      fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
      fc
        .record({
          level: fc.constantFrom("INFO", "x"),
          message: fc.string(),
          cpu: fc.constantFrom("1%", "NaN%", "-1%"),
        })
        .map(logEntry),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 20 }),
        fc.integer({ min: 1, max: 300 }),
        async (pieces, chunkBytes) => {
          const bytes = Buffer.from(pieces.join("\n---\n"), "latin1");

          const { result, rows, quarantined } = await transformBytes(bytes, { chunkBytes });

          const { recordsIn, kept, duplicate, rejected } = result.counts;
          expect(recordsIn).to.equal(kept + duplicate + rejected);
          expect([rows.length, quarantined.length]).to.deep.equal([kept, rejected]);
          const atOnce = await transformBytes(bytes, { chunkBytes: 1 << 20 });
          expect(atOnce.files).to.deep.equal((await transformBytes(bytes, { chunkBytes })).files);
        },
      ),
      { numRuns: 150 },
    );
  });
});
