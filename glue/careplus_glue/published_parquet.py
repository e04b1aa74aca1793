"""The processed and quarantined rows of an extraction as Parquet, under names that are a function of the run."""

from dataclasses import dataclass

from pyspark.sql import DataFrame

from careplus_glue.job_fault import JobFault
from careplus_glue.lake import Lake
from careplus_glue.large_texts import cut_texts, has_large_text

# Values that hardly repeat: Parquet's dictionary of them would be built and thrown away.
_WITHOUT_DICTIONARY = {f"parquet.enable.dictionary#{name}": "false" for name in ("ticket_id", "row_hash", "raw_record")}


@dataclass(frozen=True)
class Publication:
    """Where the rows of a run go."""

    lake: Lake
    run: str
    draft: str
    """Folder of the lake for what is not published yet."""
    may_hold_large_texts: bool
    """Whether to look for texts that Redshift does not take."""


def publish_tickets(to: Publication, tickets: DataFrame) -> list[str]:
    """Writes one object a created_date; returns their keys. A repeat puts the same objects in the first ones' place.

    Rows with a large text make objects of their own, whose copies for COPY are not among the keys.
    """
    if not to.may_hold_large_texts:
        return _publish_dates(to, tickets, "processed/tickets", f"{to.run}.parquet")
    is_large = has_large_text(tickets)
    large = tickets.where(is_large)
    _publish_dates(to, cut_texts(large), "processed/cut/tickets", f"{to.run}.large.parquet")
    return sorted(
        [
            *_publish_dates(to, large, "processed/tickets", f"{to.run}.large.parquet"),
            *_publish_dates(to, tickets.where(~is_large), "processed/tickets", f"{to.run}.parquet"),
        ]
    )


def publish_quarantine(to: Publication, quarantine: DataFrame) -> list[str]:
    """Writes the rejected rows as one object, those with a large text as another; returns their keys."""
    if not to.may_hold_large_texts:
        return _publish_file(to, quarantine, f"quarantine/tickets/{to.run}.parquet")
    is_large = has_large_text(quarantine)
    large = quarantine.where(is_large)
    keys = []
    if not large.isEmpty():
        _publish_file(to, cut_texts(large), f"quarantine/cut/tickets/{to.run}.large.parquet")
        keys += _publish_file(to, large, f"quarantine/tickets/{to.run}.large.parquet")
    small = quarantine.where(~is_large)
    if not small.isEmpty():
        keys += _publish_file(to, small, f"quarantine/tickets/{to.run}.parquet")
    return keys


def _publish_dates(to: Publication, rows: DataFrame, folder: str, name: str) -> list[str]:
    draft = f"{to.draft}/{folder}/{name}"
    writer = rows.repartition("created_date").write.partitionBy("created_date")
    writer.options(**_WITHOUT_DICTIONARY).parquet(to.lake.uri(draft))
    keys: list[str] = []
    for key in sorted(_data_files(to.lake, draft)):
        partition = key.split("/")[-2]
        target = f"{folder}/{partition}/{name}"
        if target in keys:
            raise JobFault("lake_failed", f"Spark wrote two files for {partition}; run again.")
        to.lake.move(key, target)
        keys.append(target)
    return keys


def _publish_file(to: Publication, rows: DataFrame, target: str) -> list[str]:
    draft = f"{to.draft}/{target}"
    rows.repartition(1).write.options(**_WITHOUT_DICTIONARY).parquet(to.lake.uri(draft))
    [file] = _data_files(to.lake, draft)
    to.lake.move(file, target)
    return [target]


def _data_files(lake: Lake, folder: str) -> list[str]:
    return [stored.key for stored in lake.list(folder) if stored.key.endswith(".parquet")]
