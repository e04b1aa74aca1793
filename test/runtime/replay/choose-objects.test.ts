import { expect } from "chai";
import { type ChosenObjects, chooseObjects, MOST_OBJECTS } from "../../../runtime/replay/choose-objects";
import type { ChoiceName } from "../../../runtime/replay/ledger-choice";
import type { RawObject } from "../../../runtime/replay/raw-zone";
import type { ReplaySelection } from "../../../runtime/replay/selection";

const E1 = "tickets/extract_date=2025-07-01/run1";

const RAW: readonly RawObject[] = [
  { key: "logs/a.log", version: "v1", sizeBytes: 1 },
  { key: "logs/a.log", version: "v2", sizeBytes: 2 },
  { key: "logs/a.log.gz", version: "v1", sizeBytes: 3 },
  { key: `${E1}/manifest.json`, version: "v1", sizeBytes: 4 },
  { key: `${E1}/part-00000.csv`, version: "v1", sizeBytes: 5 },
  { key: "tickets/extract_date=2025-07-01/run2/part-00000.csv", version: "v1", sizeBytes: 6 },
];

const load = (dataset: string, source_object: string, source_version: string, bytes_read: number) => ({
  dataset,
  source_object,
  source_version,
  bytes_read,
});
const LEDGER: Readonly<Record<ChoiceName, readonly Readonly<Record<string, unknown>>[]>> = {
  find_loads_of_reason: [load("logs", "logs/a.log", "v2", 2), load("tickets", E1, "1", 5)],
  find_loads_of_days: [load("logs", "logs/a.log", "v1", 1), load("logs", "logs/a.log", "v2", 2)],
};

describe("the objects of a replay", () => {
  const asked: unknown[] = [];
  beforeEach(() => asked.splice(0));

  function choose(selection: ReplaySelection, raw: Iterable<RawObject> = RAW): Promise<ChosenObjects> {
    return chooseObjects(selection, {
      ask: async (name, parameters) => {
        asked.push([name, parameters]);
        return LEDGER[name];
      },
      list: async function* (prefix) {
        asked.push(["list", prefix]);
        yield* [...raw].filter(({ key }) => key.startsWith(prefix));
      },
    });
  }

  it("are all versions of a log object, and no object that only begins like it", async () => {
    const { logs, extractions } = await choose({ key: "logs/a.log" });

    expect(logs).to.deep.equal(RAW.slice(0, 2));
    expect(extractions).to.deep.equal([]);
  });

  it("are log objects and published extractions below a prefix", async () => {
    const { logs, extractions } = await choose({ prefix: "" });

    expect(logs).to.deep.equal(RAW.slice(0, 3));
    expect(extractions).to.deep.equal([E1]);
    expect(asked).to.deep.equal([["list", ""]]);
  });

  it("are one extraction by its name", async () => {
    expect(await choose({ key: E1 })).to.deep.equal({ logs: [], extractions: [E1] });
  });

  it("are those of which the ledger knows the reason", async () => {
    const { logs, extractions } = await choose({ reason: "unknown_level" });

    expect(logs).to.deep.equal([{ key: "logs/a.log", version: "v2", sizeBytes: 2 }]);
    expect(extractions).to.deep.equal([E1]);
    expect(asked).to.deep.equal([["find_loads_of_reason", { reason: "unknown_level" }]]);
  });

  it("fit all that is given", async () => {
    const both = await choose({ reason: "unknown_level", from: "2025-07-01" });
    const none = await choose({ reason: "unknown_level", prefix: "logs/b" });

    expect(both).to.deep.equal({
      logs: [{ key: "logs/a.log", version: "v2", sizeBytes: 2 }],
      extractions: [],
    });
    expect(none).to.deep.equal({ logs: [], extractions: [] });
    expect(asked[0]).to.deep.equal([
      "find_loads_of_days",
      { from_date: "2025-07-01", to_date: "9999-12-31" },
    ]);
  });

  it("are refused when they are too many for the function's memory", async () => {
    const many = Array.from({ length: MOST_OBJECTS + 1 }, () => RAW[0]!);

    const refusal = await choose({ prefix: "logs/" }, many).catch((error: unknown) => error);

    expect(refusal).to.have.property("code", "too_many_objects");
  });
});
