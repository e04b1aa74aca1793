"""The row rules, applied to the records of an extraction."""

from datetime import datetime
from typing import TypedDict

from pyspark import StorageLevel
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from careplus_glue.contract import RULE_VERSION
from careplus_glue.job_fault import JobFault
from careplus_glue.manifest import TicketManifest
from careplus_glue.ticket_sql import read_steps


class RecordCounts(TypedDict):
    """`recordsIn` = `kept` + `duplicate` + `rejected`."""

    recordsIn: int
    kept: int
    duplicate: int
    rejected: int


class TicketRules:
    """Runs the steps of the ticket SQL, keeping what later steps read more than once."""

    def __init__(self, spark: SparkSession, sql_folder: str, raw: DataFrame) -> None:
        """`raw` is the relation `raw_tickets` that the steps begin with."""
        self._spark = spark
        self._steps = read_steps(spark, sql_folder)
        self._kept: list[DataFrame] = []
        self._raw = self._keep(raw)

    def apply(self, extraction: TicketManifest, time_zone: str) -> RecordCounts:
        """Judges every record. Raises JobFault `raw_damaged` when they are not as many as the manifest says."""
        self._extraction_view(extraction, time_zone)
        self._raw.createOrReplaceTempView("raw_tickets")
        records = self._raw.count()
        if records != extraction["rowsWritten"]:
            raise JobFault(
                "raw_damaged",
                f"The raw CSV of {extraction['sourceObject']} holds {records} records, "
                f"its manifest says {extraction['rowsWritten']}; restore the files.",
            )
        for step in list(self._steps)[:-3]:
            self._run(step)
        judged = self._keep(self._spark.sql(self._steps["stg_judged_tickets"]))
        judged.createOrReplaceTempView("stg_judged_tickets")
        is_kept = F.when(F.col("reasons") == "", 1)
        row = judged.agg(F.count("*").alias("distinct"), F.count(is_kept).alias("kept")).collect()[0]
        return {
            "recordsIn": records,
            "kept": row["kept"],
            "duplicate": records - row["distinct"],
            "rejected": row["distinct"] - row["kept"],
        }

    @property
    def tickets(self) -> DataFrame:
        """The valid rows, after `apply`."""
        return self._run("tickets")

    def quarantine(self) -> DataFrame:
        """The rejected rows, after `apply`. The records are narrowed to theirs first: each is printed as JSON."""
        rejected = self._spark.table("stg_judged_tickets").where("reasons <> ''").select("source_row")
        narrowed = self._raw.join(F.broadcast(rejected), on="source_row", how="left_semi")
        narrowed.createOrReplaceTempView("raw_tickets")
        self._run("stg_ticket_records")
        return self._run("ticket_quarantine")

    def release(self) -> None:
        """Gives back the memory."""
        for rows in self._kept:
            rows.unpersist()

    def _run(self, step: str) -> DataFrame:
        rows = self._spark.sql(self._steps[step])
        rows.createOrReplaceTempView(step)
        return rows

    def _keep(self, rows: DataFrame) -> DataFrame:
        self._kept.append(rows.persist(StorageLevel.MEMORY_AND_DISK))
        return self._kept[-1]

    def _extraction_view(self, extraction: TicketManifest, time_zone: str) -> None:
        self._spark.range(1).select(
            F.lit(extraction["sourceObject"]).alias("source_object"),
            F.lit(datetime.fromisoformat(extraction["extractedAt"])).alias("extracted_at"),
            F.lit(time_zone).alias("time_zone"),
            F.lit(RULE_VERSION).alias("rule_version"),
        ).createOrReplaceTempView("extraction")
