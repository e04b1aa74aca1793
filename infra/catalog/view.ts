import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { Column, ColumnType, Dataset } from "../../runtime/contracts";
import { glueColumns, gluePartitionKeys } from "../../runtime/contracts/derive/glue-columns";
import * as aws from "../aws";

/** Text of a query of `warehouse/athena`. */
export function athenaSql(name: string): string {
  return readFileSync(join(__dirname, "../../warehouse/athena", `${name}.sql`), "utf8");
}

export interface ViewArgs {
  readonly databaseName: pulumi.Input<string>;
  readonly catalogId: pulumi.Input<string>;
  /** What the view shows, column for column, its partition last. */
  readonly dataset: Dataset;
}

/** Declares `warehouse/athena/views/<name>.sql` as a view that Athena runs. */
export function createView(
  viewName: string,
  { databaseName, catalogId, dataset }: ViewArgs,
  parent: pulumi.Resource,
): aws.glue.CatalogTable {
  return new aws.glue.CatalogTable(
    viewName,
    {
      catalogId,
      databaseName,
      name: viewName,
      description: athenaSql(`views/${viewName}`).split("\n")[0]?.replace(/^-- /, "") ?? "",
      tableType: "VIRTUAL_VIEW",
      parameters: { presto_view: "true", comment: "Presto View" },
      viewOriginalText: pulumi
        .output(databaseName)
        .apply((schema) => viewText(athenaSql(`views/${viewName}`), schema, dataset)),
      viewExpandedText: "/* Presto View */",
      storageDescriptor: {
        columns: [...glueColumns(dataset), ...gluePartitionKeys(dataset)],
        serDeInfo: { name: "-", serializationLibrary: "-" },
      },
    },
    { parent },
  );
}

/** Trino's words for types, where they are not the catalogue's. */
const TRINO_TYPES: Readonly<Record<ColumnType, string>> = {
  string: "varchar",
  int: "integer",
  bigint: "bigint",
  double: "double",
  boolean: "boolean",
  timestamp: "timestamp(3)",
  date: "date",
  "string[]": "array(varchar)",
};

/** The form in which Athena keeps a view: the base64 of a JSON object in a comment. */
export function viewText(originalSql: string, schema: string, dataset: Dataset): string {
  const columns: Column[] = [...dataset.columns, ...(dataset.partition ? [dataset.partition] : [])];
  const view = {
    originalSql,
    catalog: "awsdatacatalog",
    schema,
    columns: columns.map(({ name, type }) => ({ name, type: TRINO_TYPES[type] })),
  };
  return `/* Presto View: ${Buffer.from(JSON.stringify(view)).toString("base64")} */`;
}
