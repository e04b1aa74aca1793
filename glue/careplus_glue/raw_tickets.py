"""The CSV parts of an extraction, as the relation `raw_tickets` that the ticket SQL begins with."""

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import StringType, StructField, StructType

from careplus_glue.contract import SOURCE_COLUMNS
from careplus_glue.lake import Lake
from careplus_glue.manifest import TicketManifest
from careplus_glue.source_columns import match_columns

_ROWS_PER_PARTITION = 1 << 33


def read_raw_tickets(spark: SparkSession, lake: Lake, extraction: TicketManifest) -> DataFrame:
    """`source_row`, 1 for the first record of the first part, and the contract's source columns as text, NULL where
    the source has no such column."""
    names = extraction["columns"]
    spelling = match_columns(names, extraction["source"]["table"]).spelling
    selected = [
        F.col(f"c{names.index(spelling[name])}").alias(name) if name in spelling else _absent(name)
        for name in SOURCE_COLUMNS
    ]
    schema = StructType([StructField(f"c{index}", StringType()) for index in range(len(names))])
    files = [lake.uri(part["key"]) for part in extraction["parts"]]
    return (
        spark.read.options(**_csv_options(extraction["runId"]))
        .schema(schema)
        .csv(files)
        .select(_source_row(extraction).alias("source_row"), *selected)
    )


def _csv_options(run_id: str) -> dict[str, str]:
    return {
        "header": "true",
        "multiLine": "true",
        "lineSep": "\r\n",
        "escape": '"',
        # By default it is the character NUL, which Spark then drops from quoted values.
        "charToEscapeQuoteEscaping": '"',
        "mode": "FAILFAST",
        "ignoreLeadingWhiteSpace": "false",
        "ignoreTrailingWhiteSpace": "false",
        # An empty field is read as this text and then taken for NULL, `""` is not: it must be text that no cell holds.
        "nullValue": f"NULL of {run_id}",
        "emptyValue": "",
    }


def _absent(name: str) -> Column:
    return F.lit(None).cast("string").alias(name)


def _source_row(extraction: TicketManifest) -> Column:
    """Rows are numbered through the parts in the manifest's order. Within a file Spark numbers them from a multiple of
    2^33 on."""
    before = 0
    offset = F.lit(None).cast("bigint")
    file_name = F.col("_metadata.file_name")
    for part in extraction["parts"]:
        offset = F.when(file_name == part["key"].rpartition("/")[2], F.lit(before).cast("bigint")).otherwise(offset)
        before += part["rows"]
    return offset + F.monotonically_increasing_id() % _ROWS_PER_PARTITION + 1
