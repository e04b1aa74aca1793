import { type DuckDBConnection, StatementType } from "@duckdb/node-api";
import { CareplusError } from "../../runtime/errors";
import { plainRows } from "./duckdb-rows";
import type { Row } from "./reader";

/** DESCRIBE, SHOW, SUMMARIZE and VALUES are SELECT to DuckDB. */
const READING = new Set<StatementType>([StatementType.SELECT, StatementType.EXPLAIN]);

/**
 * Runs one statement that a person wrote. Three things keep it from doing harm: it must be a single SELECT or
 * EXPLAIN, it runs in a transaction that DuckDB itself holds read-only (EXPLAIN ANALYZE runs what it explains), and
 * the instance has no access to files outside the lake (see openToWrite, openToRead).
 *
 * @throws CareplusError `not_read_only` for anything else than one reading statement, `query_failed` when DuckDB
 *   refuses it, with DuckDB's reason
 */
export async function readOnlyQuery(connection: DuckDBConnection, sql: string): Promise<Row[]> {
  await connection.run("begin transaction read only");
  try {
    const statements = await connection.extractStatements(sql).catch(refuseText);
    if (statements.count > 1) throw new CareplusError("not_read_only", "give one statement at a time");
    const statement = await statements.prepare(0).catch(refuse);
    if (!READING.has(statement.statementType)) {
      throw new CareplusError(
        "not_read_only",
        `the warehouse can be read here, not changed: ${StatementType[statement.statementType]} is no SELECT`,
      );
    }
    return plainRows(await statement.runAndReadAll().catch(refuse));
  } finally {
    await connection.run("rollback");
  }
}

function refuseText(cause: unknown): never {
  // What DuckDB's client says of a text without a statement, such as a comment.
  if (cause instanceof Error && cause.message === "Error in native callback")
    throw new CareplusError("not_read_only", "there is no statement in the query", { cause });
  return refuse(cause);
}

/** DuckDB's first line is the sentence; the lines after it draw the place in the query. */
function refuse(cause: unknown): never {
  const [reason = ""] = (cause instanceof Error ? cause.message : String(cause)).split("\n");
  throw new CareplusError("query_failed", reason.replace(/^Failed to extract statements: /, "").trim(), {
    cause,
  });
}
