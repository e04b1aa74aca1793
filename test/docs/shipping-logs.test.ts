import { expect } from "chai";
import { load } from "js-yaml";
import { LARGEST_ENTRY_BYTES } from "../../runtime/logs/split-entries";
import { logEntry, logFile } from "../fixtures/log-entries";
import { transformBytes } from "../runtime/logs/transformed";
import { Document } from "./document";

/**
 * The options of Vector's file source and S3 sink that the page may use, by Vector's own reference:
 * https://github.com/vectordotdev/vector/tree/master/website/cue/reference/components
 */
const OPTIONS = {
  sources: [
    "type",
    "include",
    "max_line_bytes",
    "multiline.start_pattern",
    "multiline.mode",
    "multiline.condition_pattern",
    "multiline.timeout_ms",
  ],
  sinks: [
    "type",
    "inputs",
    "bucket",
    "region",
    "auth.assume_role",
    "key_prefix",
    "filename_time_format",
    "filename_append_uuid",
    "filename_extension",
    "compression",
    "encoding.codec",
    "batch.timeout_secs",
    "batch.max_bytes",
    "acknowledgements.enabled",
    "healthcheck.enabled",
  ],
};

interface VectorConfig {
  readonly sources: {
    readonly careplus: {
      readonly type: string;
      readonly max_line_bytes: number;
      readonly multiline: {
        readonly start_pattern: string;
        readonly condition_pattern: string;
        readonly mode: string;
      };
    };
  };
  readonly sinks: {
    readonly raw_zone: {
      readonly type: string;
      readonly key_prefix: string;
      readonly filename_extension: string;
      readonly compression: string;
      readonly acknowledgements: { readonly enabled: boolean };
      readonly healthcheck: { readonly enabled: boolean };
    };
  };
}

describe("Vector's configuration in docs/shipping-logs.md", () => {
  const blocks = new Document("docs/shipping-logs.md").blocks.filter(({ language }) => language === "yaml");
  const { sources, sinks } = load(blocks[0]?.text ?? "") as VectorConfig;
  const { multiline } = sources.careplus;

  /** What src/line_agg.rs of Vector makes of lines in the mode `halt_with`. */
  function eventsOf(text: string): string[] {
    const [start, end] = [new RegExp(multiline.start_pattern), new RegExp(multiline.condition_pattern)];
    const events: string[] = [];
    let group: string[] = [];
    for (const line of text.replace(/\n$/, "").split("\n")) {
      if (group.length === 0 && !start.test(line)) {
        events.push(line);
        continue;
      }
      group.push(line);
      if (group.length === 1 || !end.test(line)) continue;
      events.push(group.join("\n"));
      group = [];
    }
    return group.length === 0 ? events : [...events, group.join("\n")];
  }

  it("uses options that Vector has", () => {
    expect([sources.careplus.type, sinks.raw_zone.type]).to.deep.equal(["file", "aws_s3"]);
    expect(OPTIONS.sources).to.include.members(paths(sources.careplus));
    expect(OPTIONS.sinks).to.include.members(paths(sinks.raw_zone));
    expect(multiline.mode).to.equal("halt_with");
  });

  it("keeps each entry whole, a damaged one too", () => {
    const entries = [
      logEntry(),
      logEntry({ at: "yesterday" }),
      logEntry({ message: "two\nlines" }),
      `\uFEFF${logEntry()}`,
      logEntry().replaceAll("\n", "\r\n"),
    ];

    expect(eventsOf(logFile(...entries))).to.deep.equal(entries.map((entry) => `${entry}\n---`));
    expect(eventsOf(`${logEntry()}\r\n---\r\n${logEntry()}`)).to.deep.equal([
      `${logEntry()}\r\n---\r`,
      logEntry(),
    ]);
  });

  it("gives objects of which nothing is torn, wherever Vector ends one", async () => {
    const events = eventsOf(
      logFile(logEntry(), logEntry({ at: "yesterday" }), logEntry({ message: "two\nlines" })),
    );

    const halves = [events.slice(0, 2), events.slice(2)].map((half) => transformBytes(half.join("\n")));
    const [first, second] = await Promise.all(halves);

    expect(first?.result.counts).to.deep.equal({ recordsIn: 2, kept: 1, duplicate: 0, rejected: 1 });
    expect(first?.quarantined.map(({ reasons }) => reasons)).to.deep.equal([["unparseable"]]);
    expect(second?.result.counts).to.deep.equal({ recordsIn: 1, kept: 1, duplicate: 0, rejected: 0 });
  });

  it("sends an entry as long as the platform takes, and longer", () => {
    expect(sources.careplus.max_line_bytes).to.be.greaterThan(LARGEST_ENTRY_BYTES);
  });

  it("puts gzip objects where logs arrive, forgets a line only when it is there, and asks for nothing else", () => {
    const { key_prefix, filename_extension, compression, acknowledgements, healthcheck } = sinks.raw_zone;

    expect(key_prefix).to.match(/^logs\/.*\/$/);
    expect([filename_extension, compression]).to.deep.equal(["log.gz", "gzip"]);
    expect(acknowledgements.enabled).to.equal(true);
    expect(healthcheck.enabled).to.equal(false);
  });
});

/** `a.b` for each value that is no object. */
function paths(value: object, prefix = ""): string[] {
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === "object" && !Array.isArray(inner)
      ? paths(inner as object, `${prefix}${name}.`)
      : [prefix + name],
  );
}
