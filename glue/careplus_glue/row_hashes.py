"""The hashes of the rows that the next extraction will meet again, as text in the state zone: 32 hex digits a line.

One object, or a folder of objects where Spark wrote it.
"""

from collections.abc import Sequence

from pyspark.sql import DataFrame, Row, SparkSession
from pyspark.sql import functions as F

from careplus_glue.lake import Lake


def hashes_key(source_id: str, run: str) -> str:
    """Lake key of the hashes of one extraction of one source."""
    return f"{_hashes_folder(source_id)}/{run}.hashes"


def _hashes_folder(source_id: str) -> str:
    return f"state/tickets/{source_id}"


def read_hashes(spark: SparkSession, lake: Lake, key: str) -> DataFrame | None:
    """Column `row_hash`; None when someone cleaned the state zone, and then every row counts as new."""
    return spark.read.text(lake.uri(key)).toDF("row_hash") if lake.exists(key) else None


def write_hashes(lake: Lake, key: str, rows: DataFrame) -> None:
    """Stores the hashes of these rows."""
    rows.select("row_hash").write.text(lake.uri(key))


def prune_hashes(lake: Lake, source_id: str, kept: Sequence[str]) -> None:
    """Deletes the hashes of a source's extractions but those of the given keys."""
    keys = [stored.key for stored in lake.list(_hashes_folder(source_id))]
    for key in keys:
        if not any(key == one or key.startswith(f"{one}/") for one in kept):
            lake.delete(key)


def changed_rows(rows: DataFrame, last: DataFrame, is_whole_table: bool) -> DataFrame | None:
    """The rows whose hash the last extraction did not have, equal ones all of them; None where there are none.

    A whole table most often has not changed at all, and two sums tell that without a join.
    """
    if is_whole_table and _fingerprint(rows) == _fingerprint(last):
        return None
    changed = rows.join(last, on="row_hash", how="left_anti")
    return None if changed.isEmpty() else changed


def _fingerprint(hashes: DataFrame) -> Row:
    """Their number and two sums of 64 bits, which overflow in the same way for all who have the same hashes."""
    row_hash = F.col("row_hash")
    sums = [F.sum(F.xxhash64(row_hash)), F.sum(F.xxhash64(F.lit(1), row_hash))]
    return hashes.agg(F.count("*"), *sums).collect()[0]
