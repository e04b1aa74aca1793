import { createHash } from "node:crypto";
import { redshiftTable } from "../contracts/derive/redshift-ddl";
import { warehouseSql } from "./warehouse-sql";
import { WAREHOUSE_TABLES } from "./warehouse-tables";

/** What makes the warehouse's schemas, tables and views in Redshift, in order; running it again changes nothing. */
export function schemaStatements(): readonly string[] {
  const sql = Object.entries(warehouseSql());
  const below = (folder: string): readonly string[] =>
    sql.filter(([name]) => name.startsWith(`${folder}/`)).map(([, text]) => text);
  return [
    ...below("schema").flatMap(singleStatements),
    ...WAREHOUSE_TABLES.map(redshiftTable),
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
