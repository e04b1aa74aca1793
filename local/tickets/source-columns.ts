import { TICKET_SOURCE_COLUMNS } from "../../runtime/contracts/tickets";
import { CareplusError } from "../../runtime/errors";

/** How a source table's columns stand to the contract. */
export interface ColumnMatch {
  /** The source's own spelling of each contract column that it has. */
  readonly spelling: ReadonlyMap<string, string>;
  /** Columns that no contract knows: schema drift. */
  readonly drift: readonly string[];
}

/**
 * Matches a table's columns with the contract's, in any letter case.
 *
 * @param table named in the errors
 * @throws CareplusError `missing_column` naming every required column that is not there, or `ambiguous_column`
 */
export function matchColumns(columns: readonly string[], table: string): ColumnMatch {
  const contractNames = new Map(TICKET_SOURCE_COLUMNS.map(({ name }) => [name.toLowerCase(), name]));
  const spelling = new Map<string, string>();
  const drift: string[] = [];
  for (const column of columns) {
    const name = contractNames.get(column.toLowerCase());
    if (name === undefined) {
      drift.push(column);
      continue;
    }
    const other = spelling.get(name);
    if (other !== undefined) {
      throw new CareplusError(
        "ambiguous_column",
        `The table ${table} has two columns for ${name}: "${other}" and "${column}"; rename one of them.`,
      );
    }
    spelling.set(name, column);
  }
  const missing = TICKET_SOURCE_COLUMNS.filter(({ name, required }) => required && !spelling.has(name));
  if (missing.length > 0) {
    const names = missing.map(({ name }) => `"${name}"`).join(", ");
    throw new CareplusError(
      "missing_column",
      `The table ${table} lacks the required column${missing.length > 1 ? "s" : ""} ${names}; nothing was read.`,
    );
  }
  return { spelling, drift };
}
