import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { readDuckdbPrelude, readTicketStep, TICKET_STEPS } from "../../local/tickets/ticket-sql";
import { RAW_TICKET_COLUMNS } from "../../runtime/generate/raw-ticket";

export type RawTicket = Readonly<Record<(typeof RAW_COLUMNS)[number], string | null>>;

const RAW_COLUMNS = [...RAW_TICKET_COLUMNS, "updated_at"] as const;

/** A valid open ticket, with the given values instead of its own. */
export function rawTicket(values: Partial<RawTicket> = {}): RawTicket {
  return {
    ticket_id: "TCK0701000",
    created_at: "2025-07-01 00:13",
    resolved_at: null,
    agent: "Sneha",
    priority: "Low",
    num_interactions: "7",
    IssUeCat: "Payment Failure",
    channel: "Email",
    status: "Open",
    agent_feedback: null,
    updated_at: null,
    ...values,
  };
}

export type Row = Readonly<Record<string, unknown>>;

/** The portable SQL on DuckDB, over rows that a test writes down. */
export class TicketRules {
  private constructor(readonly connection: DuckDBConnection) {}

  static async open(): Promise<TicketRules> {
    const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
    const connection = await instance.connect();
    await connection.run("set timezone = 'UTC'");
    await connection.run(await readDuckdbPrelude());
    await connection.run(
      `create table raw_tickets (source_row bigint, ${RAW_COLUMNS.map((name) => `${name} varchar`).join(", ")});
       create table extraction as select 'tickets/extract_date=2025-08-01/run' as source_object,
         timestamp '2025-08-01 10:00:00' as extracted_at, 'UTC' as time_zone, 'tickets-1' as rule_version`,
    );
    for (const step of TICKET_STEPS)
      await connection.run(`create view ${step} as ${await readTicketStep(step)}`);
    return new TicketRules(connection);
  }

  /** Applies the rules to these rows; times come back as text. */
  async apply(
    rows: readonly Partial<RawTicket>[],
    timeZone = "UTC",
  ): Promise<{ tickets: Row[]; quarantine: Row[] }> {
    await this.connection.run("delete from raw_tickets");
    await this.connection.run("update extraction set time_zone = $1", [timeZone]);
    for (const [index, row] of rows.entries()) {
      const values = Object.values(rawTicket(row));
      await this.connection.run(
        `insert into raw_tickets values (${index + 1}, ${values.map((_, at) => `$${at + 1}`).join(", ")})`,
        values,
      );
    }
    return {
      tickets: await this.rows("select * from tickets order by ticket_id"),
      quarantine: await this.rows("select * from ticket_quarantine order by source_row"),
    };
  }

  /** The one ticket that a valid row becomes; undefined for a rejected one. */
  async ticketOf(row: Partial<RawTicket>, timeZone?: string): Promise<Row | undefined> {
    return (await this.apply([row], timeZone)).tickets[0];
  }

  /** The reasons why a row is rejected; none for a valid one. */
  async reasonsOf(row: Partial<RawTicket>): Promise<unknown> {
    return (await this.apply([row])).quarantine[0]?.reasons ?? [];
  }

  close(): void {
    this.connection.closeSync();
  }

  private async rows(sql: string): Promise<Row[]> {
    return (await this.connection.runAndReadAll(sql)).getRowObjectsJson() as Row[];
  }
}
