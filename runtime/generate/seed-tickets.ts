import { CareplusError } from "../errors";
import { createTableStatement, RAW_TICKET_COLUMNS, type RawTicket } from "./raw-ticket";
import { generateTickets } from "./tickets";

/** A MySQL server that takes statements, such as Aurora's Data API. */
export interface MysqlStatements {
  run(sql: string): Promise<void>;
  /** Runs a statement once for each set of values, in one transaction; `:name` takes the value of that name. */
  runMany(sql: string, rows: readonly Readonly<Record<string, string | null>>[]): Promise<void>;
  /** The first column of the first row, as a number. */
  count(sql: string): Promise<number>;
}

export interface SeedOptions {
  readonly table: string;
  /** Distinct tickets to make. */
  readonly tickets: number;
}

/** The same days and numbers for every stack, so that what one shows, another shows, too. */
const GENERATED = { days: 31, seed: 1 } as const;
/** The Data API takes this many sets of values: https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_BatchExecuteStatement.html */
const ROWS_PER_BATCH = 1_000;

/**
 * Makes the tickets table and fills it with generated tickets, unless it has rows already.
 *
 * @returns how many rows were inserted
 */
export async function seedTickets(mysql: MysqlStatements, { table, tickets }: SeedOptions): Promise<number> {
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,62}$/.test(table))
    throw new CareplusError("bad_table_name", `${JSON.stringify(table)} is no plain name of a table.`);
  await mysql.run(
    createTableStatement(table).replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS").replace(/;$/, ""),
  );
  if (tickets === 0 || (await mysql.count(`select count(*) from \`${table}\``)) > 0) return 0;
  const columns = RAW_TICKET_COLUMNS.map((name) => `\`${name}\``).join(", ");
  const insert = `insert into \`${table}\` (${columns}) values (${RAW_TICKET_COLUMNS.map((name) => `:${name}`).join(", ")})`;
  const rows = [...generateTickets({ ...GENERATED, tickets })].map(({ row }) => valuesOf(row));
  for (let first = 0; first < rows.length; first += ROWS_PER_BATCH)
    await mysql.runMany(insert, rows.slice(first, first + ROWS_PER_BATCH));
  return rows.length;
}

function valuesOf(row: RawTicket): Readonly<Record<string, string | null>> {
  return Object.fromEntries(RAW_TICKET_COLUMNS.map((name) => [name, row[name]]));
}
