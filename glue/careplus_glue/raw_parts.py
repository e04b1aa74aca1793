"""CSV parts of an extraction."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from careplus_glue.csv_record import LINE_END, header, line_break_expression
from careplus_glue.job_fault import JobFault
from careplus_glue.lake import Lake
from careplus_glue.manifest import RawPart
from careplus_glue.side_by_side import both

# The rows of a partition are numbered from this power of two times its index on.
_ROWS_PER_PARTITION = 1 << 33
_PART_BYTES = 64 << 20


def write_parts(
    lake: Lake, rows: DataFrame, bytes_per_row: float, names: list[str], folder: str, draft: str
) -> list[RawPart]:
    """Writes the column `record` of the rows, in their partitions and order, as `part-00000.csv` … of a folder of the
    raw zone, each about 64 MiB at the most. Nothing is written of a partition without rows.

    Raises JobFault `raw_damaged` when the files have not the size that the rows have.
    """
    rows_per_part = max(1, int(_PART_BYTES / (bytes_per_row + len(LINE_END))))
    head = header(names) + LINE_END
    numbered = rows.selectExpr("record", f"monotonically_increasing_id() % {_ROWS_PER_PARTITION} as at")
    lines = numbered.select(
        F.concat(F.when(F.col("at") % rows_per_part == 0, F.lit(head)).otherwise(F.lit("")), F.col("record"))
    )
    writer = lines.write.options(lineSep=LINE_END, maxRecordsPerFile=str(rows_per_part))
    described, _ = both(
        lambda: _describe_parts(numbered, rows_per_part, len(head.encode())),
        lambda: writer.text(lake.uri(draft)),
    )
    # part-<partition>-<id>-c<number in partition>.txt, both numbers of a fixed width: the names sort as the rows do.
    files = sorted(
        (stored for stored in lake.list(draft) if stored.size_bytes > 0 and "/part-" in stored.key),
        key=lambda stored: stored.key,
    )
    if [stored.size_bytes for stored in files] != [part["sizeBytes"] for part in described]:
        raise JobFault("raw_damaged", f"The parts of {folder} have not the size that their rows have; run again.")
    parts: list[RawPart] = []
    for stored, part in zip(files, described, strict=True):
        key = f"{folder}/part-{len(parts):05d}.csv"
        lake.move(stored.key, key)
        parts.append({**part, "key": key})
    return parts


def _describe_parts(numbered: DataFrame, rows_per_part: int, head_bytes: int) -> list[RawPart]:
    """What the rows of each file come to as CSV, in the order of the files."""
    size = F.octet_length("record") + len(LINE_END)
    found = (
        numbered.groupBy(F.spark_partition_id().alias("partition"), F.floor(F.col("at") / rows_per_part).alias("file"))
        .agg(
            F.count("*").alias("rows"),
            F.sum(size).alias("bytes"),
            F.max(size).alias("longest"),
            F.max(F.expr(line_break_expression("record"))).alias("has_line_breaks"),
        )
        .collect()
    )
    return [
        RawPart(
            key="",
            rows=row["rows"],
            sizeBytes=head_bytes + row["bytes"],
            hasLineBreaks=row["has_line_breaks"],
            longestRecordBytes=row["longest"],
        )
        for row in sorted(found, key=lambda row: (row["partition"], row["file"]))
    ]
