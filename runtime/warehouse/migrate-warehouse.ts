import { CareplusError } from "../errors";
import { schemaStatements } from "./schema-statements";
import type { SqlSession } from "./sql-session";

/** What a migration did. */
export interface Migrated {
  readonly statements: number;
  /** Database users that were made. */
  readonly users: readonly string[];
}

/** A batch of the Data API takes this many: https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html */
const STATEMENTS_PER_BATCH = 40;
/** IAM's own characters of a role's name; it is put into statements that take no parameters. */
const ROLE_NAME = /^[\w+=,.@-]{1,64}$/;

/**
 * Makes what is missing of the warehouse in Redshift: schemas, tables of the contracts, views, and for each IAM role
 * the database user that Redshift gives it, with the right to write. Running it again changes nothing.
 *
 * @param session as administrator
 * @param writerRoles names of IAM roles
 * @throws CareplusError `bad_role_name`, `warehouse_statement_failed`
 */
export async function migrateWarehouse(
  session: SqlSession,
  writerRoles: readonly string[],
): Promise<Migrated> {
  const wanted = writerRoles.map(databaseUser);
  const present = new Set(
    (await session.read("select user_name from svv_user_info")).map((row) => row.user_name),
  );
  const users = wanted.filter((user) => !present.has(user));
  const statements = [
    ...schemaStatements(),
    ...users.map((user) => `create user "${user}" password disable`),
    ...wanted.flatMap(grants),
  ];
  if (statements.length > STATEMENTS_PER_BATCH)
    throw new CareplusError(
      "migration_too_long",
      `A migration has ${statements.length} statements; Redshift's Data API takes ${STATEMENTS_PER_BATCH} in one transaction.`,
    );
  await session.run(statements);
  return { statements: statements.length, users };
}

/** The name that Redshift Serverless gives to the database user of a role. */
function databaseUser(role: string): string {
  if (!ROLE_NAME.test(role))
    throw new CareplusError("bad_role_name", `${JSON.stringify(role)} is no name of an IAM role.`);
  return `IAMR:${role}`;
}

function grants(user: string): readonly string[] {
  const tables = ["public", "ops", "rpt"].map(
    (schema) => `select, insert, update, delete on all tables in schema ${schema}`,
  );
  return ["usage on schema public, ops, rpt", ...tables].map((right) => `grant ${right} to "${user}"`);
}
