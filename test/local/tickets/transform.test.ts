import { existsSync, readdirSync, readFileSync } from "node:fs";
import { appendFile } from "node:fs/promises";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { expect } from "chai";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import type { TicketManifest } from "../../../local/tickets/manifest";
import { transformTickets } from "../../../local/tickets/transform";
import { TICKET_QUARANTINE, TICKETS } from "../../../runtime/contracts/tickets";
import type { TransformedObject } from "../../../runtime/load/transformed-object";
import {
  createTicketTable,
  insertTickets,
  type TicketSourceRow,
  ticketRow,
} from "../../fixtures/ticket-rows";
import { TicketDatabase } from "./ticket-database";

describe("transforming an extraction", function () {
  this.timeout(60_000);
  let db: TicketDatabase;
  let connection: DuckDBConnection;

  before(async () => {
    db = await TicketDatabase.start();
    connection = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
  });

  after(async () => {
    connection.closeSync();
    await db.stop();
  });

  beforeEach(async () => {
    await db.reset();
    await createTicketTable(db.connection);
  });

  async function extractRows(rows: readonly TicketSourceRow[]): Promise<TicketManifest> {
    await insertTickets(db.connection, rows);
    const result = await db.extract();
    if (result.kind === "unchanged") throw new Error("nothing was extracted");
    return result.extraction;
  }

  function transform(extraction: TicketManifest, timeZone = "UTC"): Promise<TransformedObject> {
    const now = new Date("2026-07-08T09:10:11.123Z");
    return transformTickets({ connection, lake: db.lake, extraction, timeZone, now });
  }

  async function readObjects(keys: readonly string[]): Promise<Record<string, unknown>[]> {
    const rows = await Promise.all(
      keys.map((key) => parquetReadObjects({ file: fileBytes(db.lake.pathOf(key)) })),
    );
    return rows.flat();
  }

  it("writes one object a created_date and one of the quarantine, and says what it counted", async () => {
    const extraction = await extractRows([
      ticketRow({ ticket_id: "A", created_at: "2025-07-01 23:59" }),
      ticketRow({ ticket_id: "A", created_at: "2025-07-01 23:59" }),
      ticketRow({ ticket_id: "B", created_at: "2025-07-02 00:00" }),
      ticketRow({ ticket_id: "C", num_interactions: "-999999" }),
      ticketRow({ ticket_id: "C", num_interactions: "-999999" }),
      ticketRow({ ticket_id: null, status: "?" }),
    ]);

    const transformed = await transform(extraction);

    expect(transformed).to.deep.equal({
      dataset: "tickets",
      sourceObject: extraction.sourceObject,
      sourceVersion: "1",
      counts: { recordsIn: 6, kept: 2, duplicate: 2, rejected: 2 },
      firstByte: 0,
      bytesRead: extraction.parts[0]?.sizeBytes,
      ruleVersion: "tickets-1",
      transformedAt: new Date("2026-07-08T09:10:11.123Z"),
      processedKeys: [
        `processed/tickets/created_date=2025-07-01/${extraction.runId}.parquet`,
        `processed/tickets/created_date=2025-07-02/${extraction.runId}.parquet`,
      ],
      quarantineKeys: [`quarantine/tickets/${extraction.runId}.parquet`],
    });
    const tickets = await readObjects(transformed.processedKeys);
    expect(tickets.map((ticket) => ticket.ticket_id)).to.deep.equal(["A", "B"]);
    const rejected = await readObjects(transformed.quarantineKeys);
    expect(
      rejected.map((record) => [record.source_row, record.record_key, record.reasons]),
    ).to.have.deep.members([
      [4n, "C", ["num_interactions_unknown"]],
      [6n, null, ["missing_ticket_id", "unknown_status"]],
    ]);
  });

  it("writes the contract's columns, times as microseconds of UTC", async () => {
    const extraction = await extractRows([ticketRow(), ticketRow({ agent: null })]);

    const transformed = await transform(extraction);

    const tickets = schemaOf(db.lake.pathOf(transformed.processedKeys[0]!));
    const quarantine = schemaOf(db.lake.pathOf(transformed.quarantineKeys[0]!));
    expect(tickets.map(({ name }) => name)).to.deep.equal(TICKETS.columns.map(({ name }) => name));
    expect(quarantine.map(({ name }) => name)).to.deep.equal(
      TICKET_QUARANTINE.columns.map(({ name }) => name),
    );
    const utcMicros = { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MICROS" };
    for (const { name, type } of TICKETS.columns) {
      const found = tickets.find((column) => column.name === name);
      if (type === "timestamp") expect(found, name).to.deep.include({ type: "INT64", logical: utcMicros });
      if (type === "int") expect(found, name).to.deep.include({ type: "INT32" });
      if (type === "string") expect(found, name).to.deep.include({ type: "BYTE_ARRAY" });
    }
  });

  it("puts the same objects in the place of the first ones when it is repeated", async () => {
    const extraction = await extractRows([ticketRow(), ticketRow({ agent: null })]);
    const first = await transform(extraction);
    const before = await readObjects([...first.processedKeys, ...first.quarantineKeys]);

    const second = await transform(extraction);

    expect(second).to.deep.equal(first);
    expect(await readObjects([...second.processedKeys, ...second.quarantineKeys])).to.deep.equal(before);
  });

  it("leaves no drafts, tables or views behind", async () => {
    await transform(await extractRows([ticketRow(), ticketRow({ agent: null })]));

    expect(readdirSync(db.lake.pathOf("tmp"))).to.deep.equal([]);
    const tables = await connection.runAndReadAll("select table_name from duckdb_tables()");
    expect(tables.getRows()).to.deep.equal([]);
    const views = await connection.runAndReadAll("select view_name from duckdb_views() where not internal");
    expect(views.getRows()).to.deep.equal([]);
  });

  it("reads the source's times in the company's zone", async () => {
    const extraction = await extractRows([ticketRow({ created_at: "2025-07-01 00:13" })]);

    const transformed = await transform(extraction, "Europe/Berlin");

    expect(transformed.processedKeys).to.deep.equal([
      `processed/tickets/created_date=2025-06-30/${extraction.runId}.parquet`,
    ]);
    const [ticket] = await readObjects(transformed.processedKeys);
    expect(ticket?.created_at).to.deep.equal(new Date("2025-06-30T22:13:00Z"));
  });

  it("refuses an unknown zone", async () => {
    const extraction = await extractRows([ticketRow()]);

    const fault = await transform(extraction, "Mars/Olympus").catch((error: unknown) => error);

    expect(fault).to.have.property("code", "unknown_time_zone");
  });

  it("writes no quarantine where nothing is rejected, and no partition where everything is", async () => {
    const valid = await transform(await extractRows([ticketRow({ ticket_id: "valid" })]));
    const rejected = await transform(await extractRows([ticketRow({ ticket_id: "" })]));

    expect(valid.quarantineKeys).to.deep.equal([]);
    expect(rejected.processedKeys).to.deep.equal([]);
    expect(rejected.counts).to.deep.equal({ recordsIn: 1, kept: 0, duplicate: 0, rejected: 1 });
  });

  it("stops before anything is published when the raw CSV is not what was written", async () => {
    const extraction = await extractRows([ticketRow()]);
    await appendFile(db.lake.pathOf(extraction.parts[0]!.key), "X,,,,,,,,,\r\n");

    const fault = await transform(extraction).catch((error: unknown) => error);

    expect(fault).to.have.property("code", "raw_damaged");
    expect(existsSync(db.lake.pathOf("processed"))).to.equal(false);
    expect(existsSync(db.lake.pathOf("quarantine"))).to.equal(false);
  });

  it("takes 700 dates", async () => {
    const first = Date.UTC(2024, 0, 1);
    const rows = Array.from({ length: 700 }, (_, day) => {
      const date = new Date(first + day * 86_400_000).toISOString().slice(0, 10);
      return ticketRow({ ticket_id: `T${day}`, created_at: `${date} 12:00` });
    });

    const transformed = await transform(await extractRows(rows));

    expect(transformed.processedKeys).to.have.length(700);
    const reader = await connection.runAndReadAll(
      `select count(*), count(*) filter (where cast(created_at as date) = created_date)
       from read_parquet('${db.lake.pathOf("processed/tickets")}/*/*.parquet')`,
    );
    expect(reader.getRows()).to.deep.equal([[700n, 700n]]);
  });
});

function fileBytes(path: string): ArrayBuffer {
  return Uint8Array.from(readFileSync(path)).buffer;
}

function schemaOf(path: string): { name: string; type?: string; logical?: unknown }[] {
  const { schema } = parquetMetadata(fileBytes(path));
  // Elements of a list are named by their place: only the root's children are columns.
  const columns: { name: string; type?: string; logical?: unknown }[] = [];
  for (let at = 1; at < schema.length; ) {
    const element = schema[at]!;
    columns.push({
      name: element.name,
      ...(element.type && { type: element.type }),
      logical: element.logical_type,
    });
    let open = element.num_children ?? 0;
    for (at++; open > 0; at++) open += (schema[at]?.num_children ?? 0) - 1;
  }
  return columns;
}
