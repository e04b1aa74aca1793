import type { Dataset } from "../contracts";
import { CareplusError } from "../errors";
import type { SqlSession } from "./sql-session";

/**
 * Raised by one with each change of a table or view of the warehouse. Migrations go forward only: a warehouse of a
 * later version is never changed by earlier code.
 */
export const SCHEMA_VERSION = 2;

/** Redshift's alone: the embedded warehouse is made by the process that uses it. */
export const OPS_SCHEMA_VERSIONS: Dataset = {
  name: "ops.schema_versions",
  zone: "ops",
  grain: "one version of the schema that the warehouse has had",
  key: ["version"],
  columns: [{ name: "version", type: "int", description: "SCHEMA_VERSION of the code that migrated it" }],
};

const NEWEST_VERSION = "select max(version) as version from ops.schema_versions";

/** Notes the version once, however often it is run. */
export const NOTE_VERSION = `insert into ops.schema_versions (version)
select wanted.version
from (select ${SCHEMA_VERSION} as version) as wanted
left join ops.schema_versions on ops.schema_versions.version = wanted.version
where ops.schema_versions.version is null`;

/** @throws CareplusError `schema_newer` when later code has migrated the warehouse */
export async function requireNoNewerSchema(session: SqlSession): Promise<void> {
  const version = await newestVersion(session);
  if (version <= SCHEMA_VERSION) return;
  throw new CareplusError(
    "schema_newer",
    `The warehouse has schema version ${version}, later than this code's ${SCHEMA_VERSION}: deploy the newer code.`,
  );
}

/** @throws CareplusError `schema_outdated` when the warehouse lacks what this code writes; a load is then tried again */
export async function requireSchema(session: SqlSession): Promise<void> {
  const version = await newestVersion(session);
  if (version >= SCHEMA_VERSION) return;
  throw new CareplusError(
    "schema_outdated",
    `The warehouse has schema version ${version}, this code writes version ${SCHEMA_VERSION}: run the migration.`,
  );
}

async function newestVersion(session: SqlSession): Promise<number> {
  const [row] = await session.read(NEWEST_VERSION);
  return Number(row?.version ?? 0);
}
