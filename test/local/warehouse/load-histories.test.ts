import { expect } from "chai";
import fc from "fast-check";
import { openWarehouse } from "../../../local/warehouse/open";
import type { TransformedObject } from "../../../runtime/load/transformed-object";
import { type FixtureRow, LakeFixture } from "./lake-fixture";

const NOW = new Date("2025-08-05T00:00:00Z");
const RUNS = { numRuns: 25, endOnFailure: true };

/** A content of a source object: what one transformation made of it. Later ones come from replays under new rules. */
interface Content {
  readonly rows: readonly FixtureRow[];
  readonly rejected: number;
}

/** Loads: which object, and with which of its contents; several at once are one call. */
interface History {
  readonly contents: readonly (readonly Content[])[];
  readonly loads: readonly (readonly { readonly object: number; readonly content: number }[])[];
}

const STATUSES = ["Resolved", "Escalated", "Open"];

const ticketRow = (extraction: number, hasUpdatedAt: boolean): fc.Arbitrary<FixtureRow> =>
  fc
    .record({
      ticket: fc.integer({ min: 1, max: 3 }),
      status: fc.constantFrom("Open", "Resolved", "Escalated"),
      updated: fc.integer({ min: 1, max: 4 }),
      interactions: fc.integer({ min: 0, max: 1 }),
      raw: fc.integer({ min: 1, max: 5 }),
    })
    .map(({ ticket, status, updated, interactions, raw }) => ({
      ticket_id: `T${ticket}`,
      status,
      num_interactions: interactions,
      resolved_at: status === "Resolved" ? `2025-07-02 0${raw}:00:00` : null,
      updated_at: hasUpdatedAt ? `2025-07-0${updated} 00:00:00` : null,
      // Two extractions may have the same time.
      extracted_at: `2025-08-0${1 + (extraction >> 1)} 00:00:00`,
      row_hash: `h${raw}`,
    }));

function ticketHistories(objects: number): fc.Arbitrary<History> {
  return fc
    .record({ change: fc.integer({ min: 0, max: objects }), gains: fc.boolean() })
    .chain(({ change, gains }) =>
      histories(objects, (extraction) => {
        // At one extraction the table gains or loses updated_at, or never does.
        const isAfter = extraction >> 1 >= change;
        const row = ticketRow(extraction, isAfter === gains);
        return fc.uniqueArray(row, { maxLength: 5, selector: (r) => `${r.ticket_id} ${r.row_hash}` });
      }),
    );
}

function histories(
  objects: number,
  rows: (object: number) => fc.Arbitrary<readonly FixtureRow[]>,
): fc.Arbitrary<History> {
  const content = (object: number) =>
    fc.record({ rows: rows(object), rejected: fc.integer({ max: 2, min: 0 }) });
  return fc.record({
    contents: fc.tuple(
      ...Array.from({ length: objects }, (_, object) =>
        fc.array(content(object), { minLength: 1, maxLength: 2 }),
      ),
    ),
    loads: fc.array(
      fc.uniqueArray(fc.record({ object: fc.nat(objects - 1), content: fc.nat(1) }), {
        selector: (load) => load.object,
        minLength: 1,
        maxLength: 3,
      }),
      { minLength: 1, maxLength: 6 },
    ),
  });
}

const text = (row: FixtureRow, name: string): string => String(row[name] ?? "");

/** The rule of docs/data.md section 1, said once more in another way: the winner of all versions that are loaded. */
function winner(versions: readonly FixtureRow[]): FixtureRow {
  const undated = versions.filter((row) => row.updated_at === null).map((row) => text(row, "extracted_at"));
  const newestUndated = undated.sort().at(-1) ?? "";
  const running = versions.filter((row) => text(row, "extracted_at") >= newestUndated);
  const rank = (a: FixtureRow, b: FixtureRow): number =>
    descending(text(a, "updated_at"), text(b, "updated_at")) ||
    descending(text(a, "extracted_at"), text(b, "extracted_at")) ||
    STATUSES.indexOf(text(a, "status")) - STATUSES.indexOf(text(b, "status")) ||
    descending(text(a, "resolved_at"), text(b, "resolved_at")) ||
    -descending(text(a, "row_hash"), text(b, "row_hash")) ||
    -descending(text(a, "source_object"), text(b, "source_object"));
  return running.sort(rank)[0]!;
}

const descending = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0);

describe("any history of loads", () => {
  it("leaves of each ticket the newest version of all that the loaded extractions hold", async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(ticketHistories(4), async (history) => {
        const lake = await LakeFixture.create();
        const warehouse = await openWarehouse(lake.stateDir, { threads: 1 });
        try {
          const current = new Map<string, readonly FixtureRow[]>();
          for (const load of history.loads) {
            const objects: TransformedObject[] = [];
            for (const { object, content } of load) {
              const { rows, rejected } = chosen(history, object, content);
              const name = `tickets/e${object}`;
              current.set(
                name,
                rows.map((row) => ({ ...row, source_object: name })),
              );
              objects.push(await lake.tickets(name, rows, Array(rejected).fill({})));
            }
            await warehouse.load(objects, lake, "run", NOW);
          }
          const byTicket = Map.groupBy([...current.values()].flat(), (row) => text(row, "ticket_id"));
          const expected = [...byTicket.values()].map(winner).map(shape).sort();

          const facts = await warehouse.query(
            `select ticket_id, cast(source_object as varchar) as source_object, row_hash, status, num_interactions
             from fact_ticket`,
          );
          const [dims] = await warehouse.query(
            "select (select count(*) from dim_agent) as agents, (select min(loaded) from ops.loads) as least",
          );

          expect((facts as FixtureRow[]).map(shape).sort()).to.deep.equal(expected);
          expect(dims).to.have.property("agents", expected.length === 0 ? 0 : 1);
          expect(Number(dims?.least)).to.be.at.least(0);
        } finally {
          await warehouse.close();
          await lake.remove();
        }
      }),
      RUNS,
    );
  });

  it("leaves each distinct log entry once, and the ledger counts them all", async function () {
    this.timeout(120_000);
    const entries = fc
      .uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 4 })
      .map((numbers) => numbers.map((number) => ({ entry_id: `e${number}` })));
    await fc.assert(
      fc.asyncProperty(
        histories(4, () => entries),
        async (history) => {
          const lake = await LakeFixture.create();
          const warehouse = await openWarehouse(lake.stateDir, { threads: 1 });
          try {
            const current = new Map<string, Content>();
            for (const load of history.loads) {
              const objects: TransformedObject[] = [];
              for (const { object, content } of load) {
                const { rows, rejected } = chosen(history, object, content);
                // Objects 0 and 1 are two versions of one file.
                const [name, version] =
                  object < 2 ? ["logs/a.log", `v${object}`] : [`logs/${object}.log`, "v0"];
                current.set(`${name} ${version}`, { rows, rejected });
                objects.push(await lake.logs(name, version, rows, Array(rejected).fill({})));
              }
              await warehouse.load(objects, lake, "run", NOW);
            }
            const held = [...current.values()];
            const ids = new Set(held.flatMap(({ rows }) => rows.map((row) => text(row, "entry_id"))));

            const facts = await warehouse.query("select entry_id from fact_log_entry order by 1");
            const [sums] = await warehouse.query(
              `select count(*) as objects, sum(loaded) as loaded, (select count(*) from ops.quarantine) as rejected,
                 count(case when records_in <> kept + duplicate + rejected or loaded > kept then 1 end) as wrong
               from ops.loads`,
            );

            expect(facts.map((row) => row.entry_id)).to.deep.equal([...ids].sort());
            expect(sums).to.deep.equal({
              objects: current.size,
              loaded: ids.size,
              rejected: held.reduce((sum, { rejected }) => sum + rejected, 0),
              wrong: 0,
            });
          } finally {
            await warehouse.close();
            await lake.remove();
          }
        },
      ),
      RUNS,
    );
  });
});

function chosen(history: History, object: number, content: number): Content {
  const contents = history.contents[object]!;
  return contents[content % contents.length]!;
}

function shape(row: FixtureRow): string {
  return ["ticket_id", "source_object", "row_hash", "status", "num_interactions"]
    .map((name) => text(row, name))
    .join(" ");
}
