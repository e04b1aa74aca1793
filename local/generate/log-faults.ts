import type { SeededRandom } from "../../runtime/generate/seeded-random";
import { entryText, type LogFields } from "./log-entry";

/** Why the platform must reject a generated entry. */
export type LogFault =
  | "level unknown"
  | "timestamp unreadable"
  | "response time negative"
  | "response time absurd"
  | "cpu out of range"
  | "field missing"
  | "not utf-8"
  | "torn"
  | "too large";

/** Share of the entries that are made to break a rule. */
const FAULTY_SHARE = 0.03;

/** Taken in turn; a torn entry is the end of a file, and one that is too large comes once. */
const FAULTS: readonly [LogFault, ...LogFault[]] = [
  "response time negative",
  "cpu out of range",
  "level unknown",
  "timestamp unreadable",
  "field missing",
  "not utf-8",
  "response time absurd",
];

/** More than an entry may have, 1 MiB. */
const TOO_LARGE_CHARACTERS = (1 << 20) + 1_000;

export interface WrittenEntry {
  /** Without a separator line, lines joined by LF. */
  readonly bytes: Buffer;
  readonly fault?: LogFault;
}

/** Makes some entries break one of the rules of docs/data.md section 2. */
export class LogFaults {
  private faulty = 0;

  constructor(private readonly random: SeededRandom) {}

  /** The entry as bytes, most often valid. */
  apply(fields: LogFields): WrittenEntry {
    if (!this.random.chance(FAULTY_SHARE)) return { bytes: Buffer.from(entryText(fields)) };
    return writeFaulty(fields, FAULTS[this.faulty++ % FAULTS.length] ?? FAULTS[0], this.random);
  }
}

/** The entry as bytes, with the fault. */
export function writeFaulty(fields: LogFields, fault: LogFault, random: SeededRandom): WrittenEntry {
  const text = (changes: Partial<LogFields>): WrittenEntry => ({
    bytes: Buffer.from(entryText({ ...fields, ...changes })),
    fault,
  });
  switch (fault) {
    case "level unknown":
      return text({ level: random.pick(["FATAL", "TRACE", "INFORMATION"]) });
    case "timestamp unreadable":
      return text({
        loggedAt: random.pick(["2025-02-30 10:00:00", "2025-07-01 25:61:00", "yesterday noon"]),
      });
    case "response time negative":
      return text({ responseTimeMs: -random.between(1, 999) });
    case "response time absurd":
      return text({ responseTimeMs: 86_400_001 + random.between(0, 999_999) });
    case "cpu out of range":
      return text({ cpuPercent: random.pick(["-1.00", "100.01", "250.00"]) });
    case "field missing":
      return text(random.chance(0.5) ? { responseTimeMs: undefined } : { userAgent: undefined });
    case "not utf-8":
      return { bytes: withBytesThatAreNoText(entryText(fields)), fault };
    case "torn":
      return {
        bytes: Buffer.from(entryText(fields).split("\n").slice(0, 2).join("\n").slice(0, -10)),
        fault,
      };
    case "too large":
      return text({ message: "x".repeat(TOO_LARGE_CHARACTERS) });
  }
}

/** A two-byte character without its second byte, and a byte that UTF-8 never has. */
function withBytesThatAreNoText(text: string): Buffer {
  const at = text.indexOf('Message="') + 'Message="'.length;
  return Buffer.concat([
    Buffer.from(text.slice(0, at)),
    Buffer.from([0xc3, 0x28, 0xff]),
    Buffer.from(text.slice(at)),
  ]);
}
