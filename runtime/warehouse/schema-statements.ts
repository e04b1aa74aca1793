import { createHash } from "node:crypto";
import { redshiftTable } from "../contracts/derive/redshift-ddl";
import { OPS_SCHEMA_VERSIONS } from "./schema-version";
import { warehouseSql } from "./warehouse-sql";
import { WAREHOUSE_TABLES } from "./warehouse-tables";

/** Every table of the warehouse in Redshift. */
export const REDSHIFT_TABLES = [...WAREHOUSE_TABLES, OPS_SCHEMA_VERSIONS];

/**
 * What makes the warehouse's schemas, tables and views in Redshift, in order; running it again changes nothing.
 *
 * @param additions statements that run when all tables are there and no view is made yet
 */
export function schemaStatements(additions: readonly string[] = []): readonly string[] {
  const sql = Object.entries(warehouseSql());
  const below = (folder: string): readonly string[] =>
    sql.filter(([name]) => name.startsWith(`${folder}/`)).map(([, text]) => text);
  return [
    ...below("schema").flatMap(singleStatements),
    ...REDSHIFT_TABLES.map(redshiftTable),
    ...additions,
    ...below("rpt"),
  ];
}

/** Names the schema: another one whenever a statement differs. */
export function schemaVersion(): string {
  return createHash("sha256").update(schemaStatements().join("\0")).digest("hex").slice(0, 16);
}

/** The Data API takes one statement at a time. Texts of `schema/` hold no semicolon but between statements. */
function singleStatements(text: string): readonly string[] {
  const withoutComments = text.replace(/^--.*$/gm, "");
  return withoutComments
    .split(";")
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "");
}
