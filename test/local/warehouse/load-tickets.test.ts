import { expect } from "chai";
import type { LocalWarehouse } from "../../../local/warehouse/local-warehouse";
import { CareplusError } from "../../../runtime/errors";
import type { TransformedObject } from "../../../runtime/load/transformed-object";
import { eachHasEmptyWarehouse } from "./empty-warehouse";
import type { LakeFixture } from "./lake-fixture";

const NOW = new Date("2025-08-05T00:00:00Z");

describe("loading tickets", () => {
  let lake: LakeFixture;
  let warehouse: LocalWarehouse;

  eachHasEmptyWarehouse((made) => {
    ({ lake, warehouse } = made);
  });

  const load = async (...objects: TransformedObject[]): Promise<number[]> =>
    (await warehouse.load(objects, lake, "run", NOW)).map(({ loaded }) => loaded);
  const facts = () =>
    warehouse.query(
      "select ticket_id, status, priority, row_hash, source_object from fact_ticket order by 1",
    );
  const status = async () =>
    (await warehouse.query("select status from fact_ticket order by ticket_id")).map((row) => row.status);

  it("publishes a row with every column, to the value", async () => {
    const a = await lake.tickets("tickets/a", [
      {
        resolved_at: "2025-07-01 02:43:00",
        status: "Resolved",
        resolution_minutes: 150,
        agent_feedback: 'said "it\'s fine", 😀',
        updated_at: "2025-07-02 00:00:00.123456",
      },
    ]);

    const loaded = await load(a);
    const rows = await warehouse.query("select * from fact_ticket");

    expect(loaded).to.deep.equal([1]);
    expect(rows).to.deep.equal([
      {
        ticket_id: "TCK1",
        created_at: "2025-07-01T00:13:00.000Z",
        resolved_at: "2025-07-01T02:43:00.000Z",
        agent: "Sneha",
        priority: "Low",
        num_interactions: 7,
        issue_category: "Payment Failure",
        channel: "Email",
        status: "Resolved",
        agent_feedback: 'said "it\'s fine", 😀',
        resolution_minutes: 150,
        updated_at: "2025-07-02T00:00:00.123456Z",
        source_object: "tickets/a",
        extracted_at: "2025-08-01T00:00:00.000Z",
        row_hash: "h1",
        created_date: "2025-07-01",
        loaded_at: "2025-08-05T00:00:00.000Z",
      },
    ]);
  });

  it("keeps of one extraction the resolved version, then the escalated one, then the open one", async () => {
    const a = await lake.tickets("tickets/a", [
      { ticket_id: "A", status: "Open", row_hash: "1" },
      { ticket_id: "A", status: "Resolved", row_hash: "2" },
      { ticket_id: "A", status: "Escalated", row_hash: "3" },
      { ticket_id: "B", status: "Open", row_hash: "4" },
      { ticket_id: "B", status: "Escalated", row_hash: "5" },
    ]);

    const loaded = await load(a);

    expect(await status()).to.deep.equal(["Resolved", "Escalated"]);
    expect(loaded).to.deep.equal([2]);
  });

  it("lets a later updated_at win over a later extraction", async () => {
    const older = await lake.tickets("tickets/older", [
      { updated_at: "2025-07-09 00:00:00", extracted_at: "2025-08-01 00:00:00", status: "Escalated" },
    ]);
    const later = await lake.tickets("tickets/later", [
      { updated_at: "2025-07-08 00:00:00", extracted_at: "2025-08-02 00:00:00" },
    ]);

    await load(older);
    await load(later);

    expect(await status()).to.deep.equal(["Escalated"]);
  });

  for (const [name, before, after] of [
    ["gained", null, "2020-01-01 00:00:00"],
    ["lost", "2025-07-31 00:00:00", null],
  ] as const) {
    it(`lets the later extraction win when the table ${name} updated_at, in any order of loading`, async () => {
      const older = await lake.tickets("tickets/older", [
        { updated_at: before, extracted_at: "2025-08-01 00:00:00" },
      ]);
      const later = await lake.tickets("tickets/later", [
        { updated_at: after, extracted_at: "2025-08-02 00:00:00", status: "Escalated" },
      ]);

      await load(later);
      await load(older);
      const backwards = await status();
      await load(later);

      expect(backwards).to.deep.equal(["Escalated"]);
      expect(await status()).to.deep.equal(["Escalated"]);
    });
  }

  it("changes nothing when the same extraction is loaded again", async () => {
    const a = await lake.tickets("tickets/a", [{}, { ticket_id: "B", agent_feedback: "x" }]);
    await load(a);

    const [again] = await warehouse.load([a], lake, "second", new Date("2025-08-06T00:00:00Z"));

    const [row] = await warehouse.query("select max(loaded_at) as at, count(*) as tickets from fact_ticket");
    const ledger = await warehouse.query("select run_id, loaded from ops.loads");
    expect(row).to.deep.equal({ at: "2025-08-05T00:00:00.000Z", tickets: 2 });
    expect(again?.loaded).to.equal(2);
    expect(ledger).to.deep.equal([{ run_id: "second", loaded: 2 }]);
  });

  it("does not let an older extraction that is loaded again override a newer one", async () => {
    const older = await lake.tickets("tickets/older", [{}]);
    const newer = await lake.tickets("tickets/newer", [
      { extracted_at: "2025-08-02 00:00:00", status: "Escalated", row_hash: "h2" },
    ]);
    await load(older);
    await load(newer);

    await load(older);

    expect(await status()).to.deep.equal(["Escalated"]);
  });

  it("replaces what an extraction had brought when new rules give other values to the same raw row", async () => {
    await load(await lake.tickets("tickets/a", [{ priority: "Low" }]));

    const loaded = await load(await lake.tickets("tickets/a", [{ priority: "High" }]));

    expect(await facts()).to.deep.equal([
      { ticket_id: "TCK1", status: "Open", priority: "High", row_hash: "h1", source_object: "tickets/a" },
    ]);
    expect(loaded).to.deep.equal([1]);
  });

  it("takes a ticket away when new rules reject the only row it had", async () => {
    await load(await lake.tickets("tickets/a", [{}, { ticket_id: "B" }]));

    await load(await lake.tickets("tickets/a", [{}], [{ record_key: "B" }]));

    expect((await facts()).map((row) => row.ticket_id)).to.deep.equal(["TCK1"]);
    expect(await warehouse.query("select record_key, kept_version_at from rpt.quarantine")).to.deep.equal([
      { record_key: "B", kept_version_at: null },
    ]);
  });

  it("goes back to the version of an older extraction when new rules reject the newer one", async () => {
    const oldest = await lake.tickets("tickets/oldest", [{ status: "Open", row_hash: "h0" }]);
    const older = await lake.tickets("tickets/older", [
      { extracted_at: "2025-08-02 00:00:00", status: "Escalated", row_hash: "h1" },
    ]);
    const newest = await lake.tickets("tickets/newest", [
      { extracted_at: "2025-08-03 00:00:00", status: "Resolved", row_hash: "h2" },
    ]);
    await load(oldest);
    await load(older);
    await load(newest);

    await load(await lake.tickets("tickets/newest", [], [{ record_key: "TCK1" }]));

    expect((await facts()).map((row) => [row.status, row.source_object])).to.deep.equal([
      ["Escalated", "tickets/older"],
    ]);
  });

  it("keeps the last valid version of a ticket whose newest row is rejected, and the quarantine says so", async () => {
    await load(await lake.tickets("tickets/a", [{}]));

    await load(await lake.tickets("tickets/b", [], [{ record_key: "TCK1", reasons: ["a", "b"] }]));

    expect(await status()).to.deep.equal(["Open"]);
    expect(
      await warehouse.query("select reasons, kept_version_at, source_object from rpt.quarantine"),
    ).to.deep.equal([
      { reasons: "a,b", kept_version_at: "2025-08-01T00:00:00.000Z", source_object: "tickets/b" },
    ]);
  });

  it("loads nothing of a batch in which one object holds other than was counted", async () => {
    const good = await lake.tickets("tickets/good", [{}]);
    const bad = await lake.tickets("tickets/bad", [{ ticket_id: "B" }], [], {
      counts: { recordsIn: 2, kept: 2, duplicate: 0, rejected: 0 },
    });

    const fault = await load(good, bad).then(
      () => undefined,
      (error: unknown) => error,
    );

    expect(fault).to.be.instanceOf(CareplusError).with.property("code", "staged_counts_differ");
    expect((fault as Error).message).to.contain("tickets/bad");
    expect(await facts()).to.deep.equal([]);
    expect(await warehouse.query("select * from ops.loads")).to.deep.equal([]);
  });

  it("keeps the agents and every day between the dates of the facts", async () => {
    await load(
      await lake.tickets("tickets/a", [
        { ticket_id: "A", created_at: "2025-06-28 10:00:00" },
        { ticket_id: "B", agent: "Ravi", created_at: "2025-06-30 10:00:00" },
        {
          ticket_id: "C",
          created_at: "2025-06-29 10:00:00",
          resolved_at: "2025-07-02 00:00:00",
          status: "Resolved",
        },
      ]),
    );

    const agents = await warehouse.query("select * from dim_agent order by agent");
    const days = await warehouse.query("select * from dim_date order by 1");

    expect(agents).to.deep.equal([
      { agent: "Ravi", first_ticket_date: "2025-06-30", last_ticket_date: "2025-06-30" },
      { agent: "Sneha", first_ticket_date: "2025-06-28", last_ticket_date: "2025-06-29" },
    ]);
    expect(days.map((day) => day.calendar_date)).to.deep.equal([
      "2025-06-28",
      "2025-06-29",
      "2025-06-30",
      "2025-07-01",
      "2025-07-02",
    ]);
    expect(days[1]).to.deep.equal({
      calendar_date: "2025-06-29",
      year_number: 2025,
      quarter_number: 2,
      month_number: 6,
      day_of_month: 29,
      iso_day_of_week: 7,
      is_weekend: true,
    });
  });

  it("takes away an agent whose last ticket went to another", async () => {
    await load(await lake.tickets("tickets/a", [{ agent: "Ravi" }]));

    await load(await lake.tickets("tickets/b", [{ agent: "Mia", extracted_at: "2025-08-02 00:00:00" }]));

    expect((await warehouse.query("select agent from dim_agent")).map((row) => row.agent)).to.deep.equal([
      "Mia",
    ]);
  });
});
