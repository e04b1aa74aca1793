import { expect } from "chai";
import { firesPerDay } from "../../../delivery/cost/schedule-rate";

describe("how often a schedule fires a day", () => {
  for (const [expression, times] of [
    ["rate(15 minutes)", 96],
    ["rate(1 hour)", 24],
    ["rate(2 days)", 0.5],
    ["cron(0 5 * * ? *)", 1],
    ["cron(0/10 * * * ? *)", 144],
    ["cron(0,30 8-17 ? * MON-FRI *)", (20 * 5) / 7],
    ["cron(0 6 1 * ? *)", 1 / 31],
    ["cron(0 6 1 JAN,JUL ? *)", 2 / 12 / 31],
    ["cron(*/15 0 ? * 2 *)", 4 / 7],
  ] as const) {
    it(`is ${times.toFixed(3)} for ${expression}`, () => {
      expect(firesPerDay(expression)).to.be.closeTo(times, 1e-9);
    });
  }

  for (const expression of [
    "at(2026-01-01T00:00:00)",
    "cron(0 5 L * ? *)",
    "cron(0 5 ? * 6#3 *)",
    "cron(70 5 * * ? *)",
    "",
  ]) {
    it(`is not known for ${expression || "nothing"}`, () => {
      expect(() => firesPerDay(expression)).to.throw(`how often ${expression} fires a month is not known`);
    });
  }
});
