"""The portable SQL of glue/sql/tickets: the same text that DuckDB runs in the embedded platform."""

from pyspark.sql import SparkSession

from careplus_glue.contract import TICKET_STEPS
from careplus_glue.lake import read_file


def read_steps(spark: SparkSession, folder: str) -> dict[str, str]:
    """The `select` of each step, from the folder's `<step>.sql`."""
    return {step: read_file(spark, f"{folder.rstrip('/')}/{step}.sql").decode() for step in TICKET_STEPS}
