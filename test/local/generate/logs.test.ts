import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import { generateLogs } from "../../../local/generate";
import type { GeneratedLogFile } from "../../../local/generate/log-file";

const OPTIONS = { days: 3, entriesPerDay: 800, ticketsPerDay: 100, seed: 5 };

describe("generated logs", () => {
  const files = [...generateLogs(OPTIONS)];

  it("are the same bytes for the same seed", () => {
    const again = [...generateLogs(OPTIONS)];

    expect(again.map(({ name }) => name)).to.deep.equal(files.map(({ name }) => name));
    for (const [index, { bytes }] of again.entries())
      expect(bytes.equals(files[index]!.bytes)).to.equal(true);
  });

  it("are one file a day and small ones for the forms that no day took", () => {
    const names = files.map(({ name }) => name);

    expect(names).to.deep.equal([
      "careplus-2025-07-01.log",
      "careplus-2025-07-02.log.gz",
      "careplus-2025-07-03.log",
      "careplus-2025-07-01.torn.log",
      "careplus-2025-07-01.bom.log",
      "careplus-2025-07-01.unseparated.log",
      "careplus-2025-07-01.again.log",
      "careplus-2025-07-01.empty.log",
      "careplus-2025-07-01.separators.log",
    ]);
  });

  it("say how many entries they hold and how many of them repeat", () => {
    for (const file of files) {
      const entries = entriesOf(file);

      expect(file.records, file.name).to.equal(entries.length);
      expect(file.duplicates, file.name).to.equal(entries.length - new Set(entries).size);
    }
    expect(files[0]!.duplicates / files[0]!.records).to.be.within(0.05, 0.09);
  });

  it("say which entries must be rejected, each fault among them", () => {
    const faults = new Set(files.flatMap((file) => Object.keys(file.faults)));
    const negative = files
      .flatMap((file) => [...new Set(entriesOf(file))])
      .filter((entry) => entry.includes("ResponseTime=-"));

    expect([...faults].sort()).to.deep.equal([
      "cpu out of range",
      "field missing",
      "level unknown",
      "not utf-8",
      "response time absurd",
      "response time negative",
      "timestamp unreadable",
      "too large",
      "torn",
    ]);
    expect(negative.length).to.equal(
      files.reduce((sum, file) => sum + (file.faults["response time negative"] ?? 0), 0),
    );
  });

  it("show each form: gzip, CRLF, byte-order mark, no last separator, torn, empty, separators only", () => {
    const bytesOf = (name: string): Buffer =>
      files.find((file) => file.name === `careplus-2025-07-0${name}`)!.bytes;

    expect(bytesOf("2.log.gz").subarray(0, 2).toString("hex")).to.equal("1f8b");
    expect(bytesOf("3.log").toString("latin1"))
      .to.match(/\r\n---\r\n/)
      .and.not.match(/[^\r]\n/);
    expect(bytesOf("1.bom.log").subarray(0, 3).toString("hex")).to.equal("efbbbf");
    expect(bytesOf("1.unseparated.log").toString()).to.match(/TraceID=\S+$/);
    expect(bytesOf("1.torn.log").toString()).to.not.match(/TraceID=\S+\s*$/);
    expect(bytesOf("1.empty.log").length).to.equal(0);
    expect(bytesOf("1.separators.log").toString()).to.equal("---\n---\r\n---\n");
  });

  it("deliver a slice of the first day again that brings nothing new", () => {
    const again = files.find(({ name }) => name.endsWith(".again.log"))!;
    const firstDay = new Set(entriesOf(files[0]!));

    expect(again.records).to.be.greaterThan(10);
    expect(again.newEntries).to.equal(0);
    expect(entriesOf(again).every((entry) => firstDay.has(entry))).to.equal(true);
  });

  it("hold one entry over 1 MiB, entries of the day before, and bytes that are no UTF-8", () => {
    const first = files[0]!;
    const large = entriesOf(first).filter((entry) => entry.length > 1 << 20);

    expect(large).to.have.length(1);
    expect(first.bytes.toString("latin1")).to.match(/^2025-06-30 /m);
    expect(first.bytes.includes(Buffer.from([0xc3, 0x28, 0xff]))).to.equal(true);
  });
});

/** The entries of a file as latin-1 text, line by line; byte-order mark and separator lines are left out. */
function entriesOf({ name, bytes }: GeneratedLogFile): string[] {
  const text = (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("latin1");
  const entries = [""];
  for (const line of text.replace(/^\u00ef\u00bb\u00bf/, "").split("\n")) {
    if (line.replace("\r", "") === "---") entries.push("");
    else entries.push(`${entries.pop()}${line}\n`);
  }
  return entries.map((entry) => entry.trimEnd()).filter((entry) => entry !== "");
}
