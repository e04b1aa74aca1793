import * as pulumi from "@pulumi/pulumi";
import type { Dataset } from "../../runtime/contracts";
import {
  glueColumns,
  gluePartitionKeys,
  partitionProjection,
} from "../../runtime/contracts/derive/glue-columns";
import * as aws from "../aws";
import type { PrivateBucket } from "../lake/private-bucket";

export interface FileTableArgs {
  readonly databaseName: pulumi.Input<string>;
  readonly catalogId: pulumi.Input<string>;
  readonly dataset: Dataset;
  readonly bucket: PrivateBucket;
}

/** Partitions are counted out from here on; a record of an older date is in the lake but not in Athena's tables. */
const FIRST_DATE = "2015-01-01";
const PARQUET = "org.apache.hadoop.hive.ql.io.parquet";

/** Declares the Parquet files of a dataset as a table. */
export function createFileTable(
  tableName: string,
  { databaseName, catalogId, dataset, bucket }: FileTableArgs,
  parent: pulumi.Resource,
): aws.glue.CatalogTable {
  const location = pulumi.interpolate`s3://${bucket.bucketName}/${dataset.name}/`;
  return new aws.glue.CatalogTable(
    tableName,
    {
      catalogId,
      databaseName,
      name: tableName,
      description: dataset.grain,
      tableType: "EXTERNAL_TABLE",
      parameters: {
        classification: "parquet",
        EXTERNAL: "TRUE",
        ...partitionProjection(dataset, FIRST_DATE),
      },
      partitionKeys: [...gluePartitionKeys(dataset)],
      storageDescriptor: {
        location,
        columns: [...glueColumns(dataset)],
        inputFormat: `${PARQUET}.MapredParquetInputFormat`,
        outputFormat: `${PARQUET}.MapredParquetOutputFormat`,
        serDeInfo: {
          name: "parquet",
          serializationLibrary: `${PARQUET}.serde.ParquetHiveSerDe`,
          parameters: { "serialization.format": "1" },
        },
      },
    },
    { parent },
  );
}
