"""CSV parts of an extraction."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from careplus_glue.csv_record import LINE_END, header, line_break_expression
from careplus_glue.job_fault import JobFault
from careplus_glue.lake import Lake
from careplus_glue.manifest import RawPart

# The rows of a partition are numbered from this power of two times its index on.
_ROWS_PER_PARTITION = 1 << 33


def write_parts(lake: Lake, rows: DataFrame, names: list[str], folder: str, draft: str) -> list[RawPart]:
    """Writes the column `record` of the rows, in their partitions, as `part-00000.csv` … of a folder of the raw zone.

    Nothing is written of a partition without rows. Raises JobFault `raw_damaged` when the files have not the size
    that the rows have.
    """
    head = header(names) + LINE_END
    is_first = f"monotonically_increasing_id() % {_ROWS_PER_PARTITION} = 0"
    lines = rows.select(F.concat(F.when(F.expr(is_first), F.lit(head)).otherwise(F.lit("")), F.col("record")))
    lines.write.option("lineSep", LINE_END).text(lake.uri(draft))
    sizes = {
        int(stored.key.rpartition("/")[2][len("part-") :][:5]): stored
        for stored in lake.list(draft)
        if stored.key.rpartition("/")[2].startswith("part-") and stored.size_bytes > 0
    }
    head_bytes = len(head.encode())
    parts: list[RawPart] = []
    for partition in _partitions(rows):
        stored = sizes.get(partition["partition"])
        expected = head_bytes + int(partition["bytes"])
        if stored is None or stored.size_bytes != expected:
            raise JobFault("raw_damaged", f"A part of {folder} has not the size that its rows have; run again.")
        key = f"{folder}/part-{len(parts):05d}.csv"
        lake.move(stored.key, key)
        parts.append(
            RawPart(
                key=key,
                rows=int(partition["rows"]),
                sizeBytes=expected,
                hasLineBreaks=bool(partition["has_line_breaks"]),
                longestRecordBytes=int(partition["longest"]),
            )
        )
    return parts


def _partitions(rows: DataFrame) -> list[dict[str, int]]:
    """What the rows of each partition, in the order of the partitions, come to as CSV."""
    size = F.octet_length("record") + len(LINE_END)
    found = (
        rows.groupBy(F.spark_partition_id().alias("partition"))
        .agg(
            F.count("*").alias("rows"),
            F.sum(size).alias("bytes"),
            F.max(size).alias("longest"),
            F.max(F.expr(line_break_expression("record"))).alias("has_line_breaks"),
        )
        .collect()
    )
    return sorted((row.asDict() for row in found), key=lambda row: int(row["partition"]))
