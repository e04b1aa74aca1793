import { expect } from "chai";
import { parseTableName, quoteTable } from "../../../local/tickets/table-name";
import { CareplusError } from "../../../runtime/errors";

describe("a table's name", () => {
  const readings: readonly [text: string, quoted: string][] = [
    ["support_tickets", "`careplus`.`support_tickets`"],
    ["other.tickets", "`other`.`tickets`"],
    ["my tickets; drop", "`careplus`.`my tickets; drop`"],
    ["`a.b`", "`careplus`.`a.b`"],
    ["`a.b`.`c``d`", "`a.b`.`c``d`"],
    ["other.`c.d`", "`other`.`c.d`"],
  ];
  for (const [text, quoted] of readings) {
    it(`${text} is ${quoted}`, () => {
      expect(quoteTable(parseTableName(text, "careplus"))).to.equal(quoted);
    });
  }

  for (const text of ["", ".", "a.", ".a", "`a", "`a`b", "`a`.", "`a`.`b`.`c`", "``"]) {
    it(`"${text}" is refused`, () => {
      expect(() => parseTableName(text, "careplus")).to.throw(CareplusError, "is no table name");
    });
  }
});
