"""The processed and quarantined rows of an extraction as Parquet, under names that are a function of the run."""

from pyspark.sql import DataFrame

from careplus_glue.job_fault import JobFault
from careplus_glue.lake import Lake

# Values that hardly repeat: Parquet's dictionary of them would be built and thrown away.
_WITHOUT_DICTIONARY = {f"parquet.enable.dictionary#{name}": "false" for name in ("ticket_id", "row_hash", "raw_record")}


def publish_tickets(lake: Lake, tickets: DataFrame, run: str, draft: str) -> list[str]:
    """Writes one object a created_date; returns their keys. A repeat puts the same objects in the first ones' place."""
    writer = tickets.repartition("created_date").write.partitionBy("created_date")
    writer.options(**_WITHOUT_DICTIONARY).parquet(lake.uri(draft))
    keys = []
    for key in sorted(_data_files(lake, draft)):
        partition = key.split("/")[-2]
        target = f"processed/tickets/{partition}/{run}.parquet"
        if target in keys:
            raise JobFault("lake_failed", f"Spark wrote two files for {partition}; run again.")
        lake.move(key, target)
        keys.append(target)
    return keys


def publish_quarantine(lake: Lake, quarantine: DataFrame, run: str, draft: str) -> list[str]:
    """Writes the rejected rows as one object; returns its key in a list."""
    quarantine.repartition(1).write.options(**_WITHOUT_DICTIONARY).parquet(lake.uri(draft))
    [file] = _data_files(lake, draft)
    key = f"quarantine/tickets/{run}.parquet"
    lake.move(file, key)
    return [key]


def _data_files(lake: Lake, folder: str) -> list[str]:
    return [stored.key for stored in lake.list(folder) if stored.key.endswith(".parquet")]
