import { expect } from "chai";
import type { LogEntry } from "../../../runtime/logs/log-entry";
import { parseEntry } from "../../../runtime/logs/parse-entry";
import { logEntry } from "../../fixtures/log-entries";

const parse = (text: string) =>
  parseEntry({ bytes: Buffer.from(text), isTerminated: true, isTooLarge: false });

function entryOf(text: string): LogEntry {
  const parsed = parse(text);
  if (parsed.kind === "rejected") throw new Error(`rejected: ${parsed.rejected.reasons.join()}`);
  return parsed.entry;
}

function reasonsOf(text: string): readonly string[] {
  const parsed = parse(text);
  return parsed.kind === "rejected" ? parsed.rejected.reasons : [];
}

describe("parseEntry", () => {
  it("reads the example of docs/data.md", () => {
    expect(entryOf(logEntry())).to.deep.equal({
      loggedAtMicros: Date.UTC(2025, 6, 1, 0, 21) * 1000,
      level: "INFO",
      component: "careplus.support.GenericService",
      ticketId: "TCK0701000",
      sessionId: "sess_TCK0701000",
      ip: "60.130.155.7",
      responseTimeMs: 1269,
      cpuPercent: 27.64,
      eventType: "generic_event",
      isError: false,
      userAgent: "PostmanRuntime/7.32.2",
      message: " event for TCK0701000",
      debug: "ℹ️ Logged for monitoring",
      traceId: null,
    });
  });

  for (const [written, level] of [
    ["INF0", "INFO"],
    ["DEBG", "DEBUG"],
    ["warnING", "WARNING"],
    ["EROR", "ERROR"],
    ["info", "INFO"],
    ["Error", "ERROR"],
  ] as const) {
    it(`corrects the level ${written} to ${level}`, () => {
      expect(entryOf(logEntry({ level: written })).level).to.equal(level);
    });
  }

  for (const [what, parts, reason] of [
    ["an unknown level", { level: "FATAL" }, "unknown_level"],
    ["a date that does not exist", { at: "2025-02-30 00:00:00" }, "bad_timestamp"],
    ["hour 24", { at: "2025-07-01 24:00:00" }, "bad_timestamp"],
    ["a year of ten digits", { at: "2025000000-07-01 00:00:00" }, "bad_timestamp"],
    ["a negative response time", { responseTime: "-5ms" }, "negative_response_time"],
    ["a response time over a day", { responseTime: "86400001ms" }, "absurd_response_time"],
    ["a huge response time", { responseTime: `${"9".repeat(40)}ms` }, "absurd_response_time"],
    ["a response time that is no number", { responseTime: "NaNms" }, "bad_response_time"],
    ["a response time that is None", { responseTime: "None" }, "missing_response_time_ms"],
    ["CPU over 100 %", { cpu: "100.01%" }, "cpu_out_of_range"],
    ["CPU below 0 %", { cpu: "-0.01%" }, "cpu_out_of_range"],
    ["CPU that is no number", { cpu: "high%" }, "bad_cpu"],
    ["an empty message", { message: "" }, "missing_message"],
  ] as const) {
    it(`rejects ${what} as ${reason}`, () => {
      expect(reasonsOf(logEntry(parts))).to.deep.equal([reason]);
    });
  }

  for (const field of [
    "TicketID",
    "SessionID",
    "IP",
    "ResponseTime",
    "CPU",
    "EventType",
    "Error",
    "UserAgent",
    "Debug",
    "TraceID",
  ]) {
    it(`rejects an entry without ${field}`, () => {
      const text = logEntry({ message: "m" }).replace(new RegExp(`${field}=("[^"]*"|\\S+)`), "");

      expect(reasonsOf(text)).to.have.length(1);
      expect(reasonsOf(text)[0]).to.match(/^missing_/);
    });
  }

  it("accepts the limits of response time, CPU and the calendar", () => {
    const entry = entryOf(
      logEntry({ responseTime: "86400000ms", cpu: "100%", at: "2024-02-29 23:59:59.123456" }),
    );

    expect(entry).to.include({
      responseTimeMs: 86_400_000,
      cpuPercent: 100,
      loggedAtMicros: Date.UTC(2024, 1, 29, 23, 59, 59) * 1000 + 123_456,
    });
  });

  for (const [what, message, expected] of [
    ["bars, equals signs and dashes", "a | b=c --- d", "a | b=c --- d"],
    ["escaped quotes", 'said \\"hi\\" twice', 'said "hi" twice'],
    ["line breaks", "a\nb\r\n\nc", "a\nb\r\n\nc"],
    ["a quote without escape", 'say "hi" now', 'say "hi" now'],
    ["a key inside the text", "TicketID=1 and IP=2", "TicketID=1 and IP=2"],
  ] as const) {
    it(`keeps ${what} in a quoted value`, () => {
      expect(entryOf(logEntry({ message })).message).to.equal(expected);
    });
  }

  it("takes None, null and empty as NULL where a field may be NULL", () => {
    for (const none of ["None", "null", ""]) {
      const text = logEntry({ ticketId: "T" })
        .replace("TicketID=T", `TicketID=${none}`)
        .replace("SessionID=sess_T", `SessionID=${none}`);

      expect(entryOf(text)).to.include({ ticketId: null, sessionId: null });
    }
  });

  it("takes keys in another order", () => {
    const lines = logEntry().split("\n");

    expect(entryOf([lines[0], lines[5], lines[4], lines[3], lines[2], lines[1]].join("\n"))).to.deep.equal(
      entryOf(logEntry()),
    );
  });

  it("names every rule that is broken", () => {
    expect(reasonsOf(logEntry({ level: "?", cpu: "x", responseTime: "-1ms" }))).to.deep.equal([
      "unknown_level",
      "negative_response_time",
      "bad_cpu",
    ]);
  });

  it("rejects text that is no entry", () => {
    expect(reasonsOf("garbage without structure\nsecond line")).to.deep.equal(["unparseable"]);
  });
});
