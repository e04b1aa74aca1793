import { expect } from "chai";
import { outputName } from "../../../runtime/logs/output-names";

const nameOf = (sourceObject: string, sourceVersion = "1", firstByte = 0): string =>
  outputName({ sourceObject, sourceVersion, firstByte });

describe("the name of a log object's outputs", () => {
  it("tells whose they are", () => {
    expect(nameOf("logs/host 1/app.log")).to.match(/^host_1_app\.log-[0-9a-f]{20}\.parquet$/);
  });

  it("is another one for another object, version or first byte", () => {
    const names = [
      nameOf("logs/a.log"),
      nameOf("logs/a:log"),
      nameOf("logs/a.log", "2"),
      nameOf("logs/a.log", "1", 9),
    ];

    expect(new Set(names).size).to.equal(4);
  });

  for (const hidden of [
    "logs/_a.log",
    "logs/.a.log",
    "logs/ä.log",
    `logs/${"_".repeat(90)}.log`,
    `logs/x${"_a".repeat(60)}.log`,
  ]) {
    it(`of ${hidden} is of no hidden file`, () => {
      expect(nameOf(hidden)).to.match(/^[A-Za-z0-9]/);
    });
  }
});
