import { expect } from "chai";
import { parseMysqlUrl } from "../../../local/tickets/mysql-url";
import { CareplusError } from "../../../runtime/errors";

describe("a MySQL address", () => {
  it("is taken apart, its parts decoded", () => {
    const address = parseMysqlUrl("mysql://us%40er:p%2Fw%3A@db.example:3307/my%20db?ssl=true");

    expect(address).to.deep.equal({
      host: "db.example",
      port: 3307,
      user: "us@er",
      password: "p/w:",
      database: "my db",
      useTls: true,
    });
  });

  it("may leave out port, user, password and database", () => {
    const address = parseMysqlUrl("mysql://[::1]");

    expect(address).to.deep.equal({ host: "::1", port: 3306, user: "root", password: "", useTls: false });
  });

  for (const text of [
    "",
    "support_tickets",
    "http://host/db",
    "mysql://",
    "mysql://h:99999/db",
    "mysql://h/%zz",
    "mysql://h/d?x=1",
  ]) {
    it(`"${text}" is refused in one sentence`, () => {
      expect(() => parseMysqlUrl(text)).to.throw(CareplusError, /^[^\n]+\.$/);
    });
  }
});
