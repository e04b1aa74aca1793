import { expect } from "chai";
import { Runs } from "../../../../local/web/columns/runs";
import { codedColumn } from "./small-table";

const DAYS = codedColumn([1, 1, 1, 2, 2, 2], ["2025-07-01", "2025-07-02"]);
const LEVELS = codedColumn([0, 0, 1, 1, 1, 2], ["INFO", "ERROR"]);
const BY_BOTH = new Map([
  ["day", DAYS],
  ["level", LEVELS],
]);

const written = (runs: Runs): string =>
  [...runs.firsts].map((first, run) => `${first}-${runs.ends[run]}`).join(" ");

describe("runs of rows", () => {
  it("are as long as the rows have the same codes in every column", () => {
    const runs = Runs.of(BY_BOTH, 0, 6, 6);

    expect(written(runs)).to.equal("0-2 2-3 3-5 5-6");
    expect([...runs.codesOf("day")!]).to.deep.equal([1, 1, 2, 2]);
    expect([...runs.codesOf("level")!]).to.deep.equal([0, 1, 1, 2]);
  });

  for (const [mostRuns, keys, expected] of [
    [4, ["day", "level"], "0-2 2-3 3-5 5-6"],
    [3, ["day"], "0-3 3-6"],
    [1.9, [], "0-6"],
    [0.5, [], "0-6"],
  ] as const) {
    it(`of which there may be ${mostRuns} are by ${keys.length} of the columns`, () => {
      const runs = Runs.of(BY_BOTH, 0, 6, mostRuns);

      expect([runs.keys, written(runs), runs.rowCount]).to.deep.equal([keys, expected, 6]);
    });
  }

  it("are chosen by the code that they have, and keep those of the other columns", () => {
    const chosen = Runs.of(BY_BOTH, 0, 6, 6).where("level", Uint8Array.of(0, 1, 0));

    expect([written(chosen), chosen.rowCount]).to.deep.equal(["2-3 3-5", 3]);
    expect([...chosen.codesOf("day")!]).to.deep.equal([1, 2]);
  });

  it("are followed by those of later rows", () => {
    const runs = Runs.of(BY_BOTH, 0, 2, 6).and(Runs.of(BY_BOTH, 2, 6, 6));

    expect(written(runs)).to.equal("0-2 2-3 3-5 5-6");
    expect([...runs.codesOf("level")!]).to.deep.equal([0, 1, 1, 2]);
  });

  it("are none where there are no rows", () => {
    const runs = Runs.of(BY_BOTH, 0, 0, 6);

    expect([runs.count, runs.rowCount]).to.deep.equal([0, 0]);
  });

  it("add their lengths up by any place", () => {
    const counters = new Uint32Array(2);

    Runs.of(BY_BOTH, 0, 6, 6).addLengths(Uint32Array.of(0, 1, 0, 1), counters);

    expect([...counters]).to.deep.equal([4, 2]);
  });
});
