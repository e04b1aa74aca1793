"""The portable SQL of glue/sql/tickets: the same text that DuckDB runs in the embedded platform."""

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

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
    files = [f"{folder.rstrip('/')}/{step}.sql" for step in TICKET_STEPS]
    found = spark.read.text(files, wholetext=True).select(F.input_file_name().alias("file"), "value").collect()
    texts = {row["file"].rpartition("/")[2].removesuffix(".sql"): row["value"] for row in found}
    return {step: texts[step] for step in TICKET_STEPS}
