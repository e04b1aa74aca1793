import { expect } from "chai";
import { ticketRow } from "../../fixtures/ticket-rows";
import { createTypedTicketTable, TYPED_TICKETS } from "../../fixtures/typed-ticket-table";
import type { TicketDatabase } from "../tickets/ticket-database";
import { extractByBoth, transformByBoth } from "./by-both";
import { eachHasTwoEngines } from "./two-engine-bed";
import type { TwoEngines } from "./two-engines";

describe("a table of 200 columns that both engines read", function () {
  this.timeout(300_000);
  let db: TicketDatabase;
  let engines: TwoEngines;

  eachHasTwoEngines((bed) => {
    ({ db, engines } = bed);
  });

  it("may have any names, in any order and letter case", async () => {
    const odd = [
      'a "quoted", name',
      "back`tick",
      "semi;colon' --",
      "名前 é",
      "line\nbreak",
      "c0",
      "part",
      "updated",
    ];
    const own = Object.keys(ticketRow()).map((name, index) => (index % 2 === 0 ? name.toUpperCase() : name));
    const names = [...odd, ...Array.from({ length: 182 }, (_, index) => `extra_${index}`), ...own.reverse()];
    const quoted = names.map((name) => `\`${name.replaceAll("`", "``")}\``);
    await db.connection.query(
      `create table support_tickets (${quoted.map((name) => `${name} text`).join(", ")})`,
    );
    await db.connection.query("insert into support_tickets values (?)", [
      names.map((_, at) => `value ${at}`),
    ]);

    const { records } = await extractByBoth(engines);

    expect(names).to.have.length(200);
    expect(records).to.deep.equal([names.map((_, at) => `value ${at}`)]);
  });

  it("may have many types; the tickets' own columns are transformed", async () => {
    await createTypedTicketTable(db.connection);
    await db.connection.query("delete from support_tickets where ticket_id = 'T2'");
    const own = TYPED_TICKETS[0]?.length ?? 0;
    const types = [
      "bigint unsigned default 18446744073709551615",
      "tinyint(1) default 2",
      "double default 0.1",
    ];
    const extra = Array.from({ length: 200 - own }, (_, at) => `add extra_${at} ${types[at % 3]}`);
    await db.connection.query(`alter table support_tickets ${extra.join(", ")}`);

    const { records, lake } = await extractByBoth(engines);
    const { counts, quarantine } = await transformByBoth(engines, lake);

    const values = extra.map((_, at) => ["18446744073709551615", "2", "0.1"][at % 3] ?? "");
    expect(records).to.deep.equal([[...(TYPED_TICKETS[0] ?? []), ...values]]);
    expect(counts).to.deep.equal({ recordsIn: 1, kept: 0, duplicate: 0, rejected: 1 });
    // An open ticket with a time of resolution.
    expect(await quarantine("select record_key, reasons")).to.deep.equal([
      ["T1", ["open_with_resolved_at", "num_interactions_unknown"]],
    ]);
  });
});
