import { expect } from "chai";
import { freshnessChecks } from "../../../runtime/warehouse/freshness-checks";

const NOW = new Date("2025-07-02T12:00:30.000Z");

describe("the freshness of the datasets", () => {
  it("is the whole minutes since their last load, against the hours that are allowed", () => {
    const rows = [
      { dataset: "tickets", last_loaded_at: "2025-07-02 11:55:00.000" },
      { dataset: "logs", last_loaded_at: "2025-07-01 09:59:00" },
    ];

    expect(freshnessChecks(rows, NOW, 26)).to.deep.equal({
      checks: [
        { checkName: "tickets_age_minutes", sourceValue: 1_560, warehouseValue: 5, isMatch: true },
        { checkName: "logs_age_minutes", sourceValue: 1_560, warehouseValue: 1_561, isMatch: false },
      ],
      ageMinutes: { tickets: 5, logs: 1_561 },
    });
  });

  it("is nothing for a dataset that was never loaded", () => {
    expect(freshnessChecks([], NOW, 26)).to.deep.equal({ checks: [], ageMinutes: {} });
  });
});
