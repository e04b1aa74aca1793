import { CareplusError } from "../errors";
import { missingColumns, type PresentColumns } from "./missing-columns";
import { REDSHIFT_TABLES, schemaStatements } from "./schema-statements";
import { NOTE_VERSION, OPS_SCHEMA_VERSIONS, requireNoNewerSchema } from "./schema-version";
import type { SqlSession } from "./sql-session";
import { STATEMENT_LIMITS } from "./statement-limits";

/** What a migration did. */
export interface Migrated {
  readonly statements: number;
  /** Database users that were made. */
  readonly users: readonly string[];
  /** Columns that contracts gained. */
  readonly columns: number;
}

/** Names of IAM roles, by what their database users may do. */
export interface WarehouseRoles {
  readonly writers: readonly string[];
  readonly readers: readonly string[];
}

/** IAM's own characters of a role's name; it is put into statements that take no parameters. */
const ROLE_NAME = /^[\w+=,.@-]{1,64}$/;

/**
 * Makes what is missing of the warehouse in Redshift: schemas, tables of the contracts, views, and for each IAM role
 * the database user that Redshift gives it, with the right to read, or to write as well. Columns that a contract gained
 * are added. One transaction; running it again changes nothing.
 *
 * @param session as administrator
 * @throws CareplusError `bad_role_name`, `schema_newer`, `schema_changed`, `warehouse_statement_failed`
 */
export async function migrateWarehouse(session: SqlSession, roles: WarehouseRoles): Promise<Migrated> {
  const writers = roles.writers.map(databaseUser);
  const readers = roles.readers.map(databaseUser);
  const columns = await presentColumns(session);
  if (columns.has(OPS_SCHEMA_VERSIONS.name)) await requireNoNewerSchema(session);
  const additions = missingColumns(REDSHIFT_TABLES, columns);
  const present = new Set(
    (await session.read("select user_name from svv_user_info")).map((row) => row.user_name),
  );
  const users = [...writers, ...readers].filter((user) => !present.has(user));
  const statements = [
    ...schemaStatements(additions),
    NOTE_VERSION,
    ...users.map((user) => `create user "${user}" password disable`),
    ...grants(WRITERS_RIGHTS, writers),
    ...grants(READERS_RIGHTS, readers),
  ];
  if (statements.length > STATEMENT_LIMITS.statements)
    throw new CareplusError(
      "migration_too_long",
      `A migration has ${statements.length} statements; Redshift's Data API takes ${STATEMENT_LIMITS.statements} in one transaction.`,
    );
  await session.run(statements);
  return { statements: statements.length, users, columns: additions.length };
}

const PRESENT_COLUMNS = `select table_schema, table_name, column_name
from svv_columns
where table_schema in ('public', 'ops')`;

async function presentColumns(session: SqlSession): Promise<PresentColumns> {
  const tables = new Map<string, Set<string>>();
  for (const row of await session.read(PRESENT_COLUMNS)) {
    const table =
      row.table_schema === "public" ? `${row.table_name}` : `${row.table_schema}.${row.table_name}`;
    tables.set(table, (tables.get(table) ?? new Set()).add(String(row.column_name)));
  }
  return tables;
}

/** The name that Redshift Serverless gives to the database user of a role. */
function databaseUser(role: string): string {
  if (!ROLE_NAME.test(role))
    throw new CareplusError("bad_role_name", `${JSON.stringify(role)} is no name of an IAM role.`);
  return `IAMR:${role}`;
}

const READERS_RIGHTS = [
  "usage on schema public, ops, rpt",
  "select on all tables in schema public",
  "select on all tables in schema ops",
  "select on all tables in schema rpt",
];

const WRITERS_RIGHTS = [
  "usage on schema public, ops, rpt",
  "select, insert, update, delete on all tables in schema public",
  "select, insert, update, delete on all tables in schema ops",
  "select on all tables in schema rpt",
];

/** One statement for all users of a right: a transaction has room for few. */
function grants(rights: readonly string[], users: readonly string[]): readonly string[] {
  const names = users.map((user) => `"${user}"`).join(", ");
  return users.length === 0 ? [] : rights.map((right) => `grant ${right} to ${names}`);
}
