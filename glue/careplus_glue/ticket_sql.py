"""The portable SQL of glue/sql/tickets: the same text that DuckDB runs in the embedded platform."""

from pyspark.sql import SparkSession

from careplus_glue.lake import read_file

# Each step reads only those before it and the inputs.
TICKET_STEPS = (
    "stg_distinct_tickets",
    "stg_ticket_records",
    "stg_clean_tickets",
    "stg_local_times",
    "stg_typed_tickets",
    "stg_judged_tickets",
    "tickets",
    "ticket_quarantine",
)


def read_steps(spark: SparkSession, folder: str) -> dict[str, str]:
    """The `select` of each step, from the folder's `<step>.sql`."""
    return {step: read_file(spark, f"{folder.rstrip('/')}/{step}.sql").decode() for step in TICKET_STEPS}
