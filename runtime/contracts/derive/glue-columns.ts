import type { Column, ColumnType, Dataset } from "../dataset";

/** A column as the Glue Data Catalog keeps it. */
export interface GlueColumn {
  readonly name: string;
  readonly type: string;
  readonly comment: string;
}

/**
 * The catalogue's spelling of each type, in Hive's words, as Athena reads Parquet:
 * https://docs.aws.amazon.com/athena/latest/ug/data-types.html
 */
const GLUE_TYPES: Readonly<Record<ColumnType, string>> = {
  string: "string",
  int: "int",
  bigint: "bigint",
  double: "double",
  boolean: "boolean",
  timestamp: "timestamp",
  date: "date",
  "string[]": "array<string>",
};

/** The catalogue takes this many characters of a comment. */
const LONGEST_COMMENT = 255;

/** Columns of a dataset's files in the Glue Data Catalog, without the partition column. */
export function glueColumns(dataset: Dataset): readonly GlueColumn[] {
  return dataset.columns.map(glueColumn);
}

/** The partition column of a dataset in the Glue Data Catalog; none where the dataset has none. */
export function gluePartitionKeys(dataset: Dataset): readonly GlueColumn[] {
  return dataset.partition === undefined ? [] : [glueColumn(dataset.partition)];
}

/**
 * Partition projection of a dataset that is partitioned by a date: Athena counts the folders out and asks nobody for
 * them, in Hive's form (`log_date=2025-07-01/`) below the table's location.
 * https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html
 *
 * @param firstDate where counting begins, `YYYY-MM-DD`
 */
export function partitionProjection(dataset: Dataset, firstDate: string): Readonly<Record<string, string>> {
  const { partition } = dataset;
  if (partition === undefined) return {};
  const property = (name: string): string => `projection.${partition.name}.${name}`;
  return {
    "projection.enabled": "true",
    [property("type")]: "date",
    [property("format")]: "yyyy-MM-dd",
    [property("range")]: `${firstDate},NOW+1DAY`,
    [property("interval")]: "1",
    [property("interval.unit")]: "DAYS",
  };
}

function glueColumn({ name, type, unit, description }: Column): GlueColumn {
  const comment = unit === undefined ? description : `${description} (${unit})`;
  return { name, type: GLUE_TYPES[type], comment: comment.slice(0, LONGEST_COMMENT) };
}
