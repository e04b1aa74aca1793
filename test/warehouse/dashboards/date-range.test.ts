import { expect } from "chai";
import { clipInterval, countDays, isDay, resolveRange } from "../../../warehouse/dashboards";

const JULY = { first: "2025-07-01", last: "2025-07-31" };

describe("date range", () => {
  it("seven days are counted back from the newest day with data, that day included", () => {
    const interval = resolveRange({ kind: "preset", preset: "7d" }, JULY);

    expect(interval).to.deep.equal({ from: "2025-07-25", to: "2025-07-31" });
  });

  it("one day is the newest day with data", () => {
    const interval = resolveRange({ kind: "preset", preset: "1d" }, JULY);

    expect(interval).to.deep.equal({ from: "2025-07-31", to: "2025-07-31" });
  });

  it("all time, and any preset of an empty warehouse, is open at both ends", () => {
    const all = resolveRange({ kind: "preset", preset: "all" }, JULY);
    const empty = resolveRange({ kind: "preset", preset: "30d" }, undefined);

    expect([all, empty]).to.deep.equal([
      { from: undefined, to: undefined },
      { from: undefined, to: undefined },
    ]);
  });

  it("an interval is cut to the days with data", () => {
    const cut = clipInterval({ from: "2025-06-01", to: "2025-07-02" }, JULY);
    const missed = clipInterval({ from: "2025-08-01", to: undefined }, JULY);

    expect(cut).to.deep.equal({ first: "2025-07-01", last: "2025-07-02" });
    expect(missed).to.equal(undefined);
  });

  it("days are counted across the end of a February of a leap year", () => {
    const days = countDays("2024-02-28", "2024-03-01");

    expect(days).to.equal(3);
  });

  it("only days of the calendar are days", () => {
    const verdicts = ["2025-02-28", "2025-02-29", "2025-13-01", "2025-7-1", "today", ""].map(isDay);

    expect(verdicts).to.deep.equal([true, false, false, false, false, false]);
  });
});
