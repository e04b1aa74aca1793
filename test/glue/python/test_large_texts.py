from pathlib import Path

import pyarrow.parquet
import pytest
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from careplus_glue.lake import Lake
from careplus_glue.large_texts import cut_texts, has_large_text, may_hold_large_texts
from careplus_glue.manifest import RawPart
from careplus_glue.published_parquet import Publication, publish_quarantine, publish_tickets

DAY = "created_date=2026-01-01"


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("a" * 65_535, "a" * 65_535),
        ("a" * 65_536, "a" * 65_535),
        # 32,767 x 2 = 65,534; half of the next one would fit.
        ("é" * 32_768, "é" * 32_767),
        # 21,845 x 3 = 65,535.
        ("€" * 30_000, "€" * 21_845),
        # 1 + 16,383 x 4 = 65,533.
        ("a" + "😀" * 20_000, "a" + "😀" * 16_383),
        (None, None),
    ],
)
def test_a_text_is_cut_to_what_redshift_takes_and_no_character_is_torn(
    spark: SparkSession, text: str | None, cut: str | None
) -> None:
    rows = spark.createDataFrame([(1, text)], "id int, text string")

    [row] = cut_texts(rows).collect()
    [(is_large,)] = rows.select(has_large_text(rows)).collect()

    assert row["id"] == 1
    assert row["text"] == cut
    assert is_large == (text != cut)


def test_records_may_hold_large_texts_when_they_would_as_json(spark: SparkSession) -> None:
    # 6 x 10,922 = 65,532.
    assert not may_hold_large_texts([part(10_922), part(1)])
    assert may_hold_large_texts([part(1), part(10_923)])


def test_rows_with_a_large_text_make_objects_of_their_own_and_cut_copies(
    spark: SparkSession, lake: Lake, tmp_path: Path
) -> None:
    rows = tickets(spark, {"T1": 5, "T2": 70_000})

    keys = publish_tickets(Publication(lake, "run-1", "tmp/draft", may_hold_large_texts=True), rows)

    assert keys == [f"processed/tickets/{DAY}/run-1.large.parquet", f"processed/tickets/{DAY}/run-1.parquet"]
    assert lengths(tmp_path, keys[0]) == {"T2": 70_000}
    assert lengths(tmp_path, keys[1]) == {"T1": 5}
    assert lengths(tmp_path, f"processed/cut/tickets/{DAY}/run-1.large.parquet") == {"T2": 65_535}


def test_rejected_rows_with_a_large_text_make_an_object_of_their_own_and_a_cut_copy(
    spark: SparkSession, lake: Lake, tmp_path: Path
) -> None:
    rows = tickets(spark, {"T2": 70_000}).drop("created_date")

    keys = publish_quarantine(Publication(lake, "run-1", "tmp/draft", may_hold_large_texts=True), rows)

    assert keys == ["quarantine/tickets/run-1.large.parquet"]
    assert lengths(tmp_path, keys[0]) == {"T2": 70_000}
    assert lengths(tmp_path, "quarantine/cut/tickets/run-1.large.parquet") == {"T2": 65_535}


def tickets(spark: SparkSession, feedback_lengths: dict[str, int]) -> DataFrame:
    rows = [(ticket_id, "x" * length) for ticket_id, length in feedback_lengths.items()]
    frame = spark.createDataFrame(rows, "ticket_id string, agent_feedback string")
    return frame.withColumn("created_date", F.lit("2026-01-01").cast("date"))


def lengths(root: Path, key: str) -> dict[str, int]:
    table = pyarrow.parquet.read_table(root / key, partitioning=None).to_pydict()
    return {ticket_id: len(text) for ticket_id, text in zip(table["ticket_id"], table["agent_feedback"], strict=True)}


def part(longest: int) -> RawPart:
    return RawPart(key="part", rows=1, sizeBytes=longest, hasLineBreaks=False, longestRecordBytes=longest)
