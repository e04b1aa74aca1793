import { expect } from "chai";
import { logEntry, logFile } from "../../../fixtures/log-entries";
import { transformBytes } from "../transformed";

describe("a column whose values repeat", () => {
  it("holds long texts that repeat until its dictionary is given up", async () => {
    // 16 texts of 60,000 bytes fill the dictionary; all rows of them together have more than a page may.
    const messages = Array.from({ length: 500 }, (_, index) =>
      `${index < 480 ? index % 16 : index} `.padEnd(60_000, "x"),
    );
    const entries = messages.map((message, index) => logEntry({ ticketId: `TCK${index}`, message }));

    const { rows } = await transformBytes(logFile(...entries));

    expect(rows.map(({ message }) => message)).to.deep.equal(messages);
  });
});
