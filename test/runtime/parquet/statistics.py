"""Compares the statistics of a Parquet file with its values, as pyarrow reads both. Prints JSON."""

import json
import sys

import pyarrow.parquet as pq

file = pq.ParquetFile(sys.argv[1])
wrong: list[str] = []
codecs: set[str] = set()
chunks = 0
for group_index in range(file.metadata.num_row_groups):
    group = file.metadata.row_group(group_index)
    rows = file.read_row_group(group_index).to_pydict()
    for column_index in range(group.num_columns):
        chunk = group.column(column_index)
        chunks += 1
        codecs.add(chunk.compression)
        values = rows[chunk.path_in_schema.split(".")[0]]
        if values and isinstance(values[0], list):
            values = [value for listed in values for value in listed]
        present = [value for value in values if value is not None]
        statistics = chunk.statistics
        if statistics is None or statistics.null_count != len(values) - len(present):
            wrong.append(f"{chunk.path_in_schema}: null count")
        elif not present:
            if statistics.has_min_max:
                wrong.append(f"{chunk.path_in_schema}: range of nothing")
        elif not statistics.has_min_max:
            wrong.append(f"{chunk.path_in_schema}: no range")
        else:
            low, high = min(present), max(present)
            is_text = isinstance(low, str)
            # Long text is cut: the bounds are then below and above the values.
            is_right = statistics.min <= low and statistics.max >= high if is_text else (
                statistics.min == low and statistics.max == high
            )
            if not is_right or (is_text and len(low.encode()) <= 64 and statistics.min != low):
                wrong.append(f"{chunk.path_in_schema}: {statistics.min!r} to {statistics.max!r}")
metadata = {key.decode(): value.decode() for key, value in (file.metadata.metadata or {}).items()}
print(json.dumps({"metadata": metadata, "wrong": wrong, "chunks": chunks, "codecs": sorted(codecs)}))
