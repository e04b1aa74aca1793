from pathlib import Path

import pytest
from pyspark.sql import DataFrame, SparkSession

from careplus_glue import raw_parts
from careplus_glue.lake import Lake

FOLDER = "raw/tickets/extract_date=2026-01-01/run-1"


def test_each_partition_becomes_a_part_with_a_header_and_what_it_holds(
    spark: SparkSession, lake: Lake, tmp_path: Path
) -> None:
    rows = records(spark, ['1,"two\nlines"', "2,é", "3,"], partitions=2)

    parts = raw_parts.write_parts(lake, rows, 5.0, ["id", "text"], FOLDER, "tmp/draft")

    texts = [(tmp_path / part["key"]).read_bytes().decode() for part in parts]
    assert texts == ['"id","text"\r\n1,"two\nlines"\r\n', '"id","text"\r\n2,é\r\n3,\r\n']
    assert parts == [
        {
            "key": f"{FOLDER}/part-00000.csv",
            "rows": 1,
            "sizeBytes": 28,
            "hasLineBreaks": True,
            "longestRecordBytes": 15,
        },
        {
            "key": f"{FOLDER}/part-00001.csv",
            "rows": 2,
            "sizeBytes": 23,
            "hasLineBreaks": False,
            "longestRecordBytes": 6,
        },
    ]


def test_a_large_partition_becomes_several_parts_in_order(
    spark: SparkSession, lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw_parts, "_PART_BYTES", 12)
    rows = records(spark, [f"{number}" for number in range(10, 17)], partitions=1)

    parts = raw_parts.write_parts(lake, rows, 2.0, ["id"], FOLDER, "tmp/draft")

    assert [part["rows"] for part in parts] == [3, 3, 1]
    assert [(tmp_path / part["key"]).read_bytes().decode() for part in parts] == [
        '"id"\r\n10\r\n11\r\n12\r\n',
        '"id"\r\n13\r\n14\r\n15\r\n',
        '"id"\r\n16\r\n',
    ]


def test_no_row_is_no_part(spark: SparkSession, lake: Lake) -> None:
    rows = records(spark, ["1"], partitions=1).where("record = '2'")

    assert raw_parts.write_parts(lake, rows, 1.0, ["id"], FOLDER, "tmp/draft") == []


def records(spark: SparkSession, lines: list[str], partitions: int) -> DataFrame:
    data = spark.sparkContext.parallelize([(line,) for line in lines], partitions)
    return spark.createDataFrame(data, "record string")
