"""Prints Parquet files as pyarrow reads them: for each file a line with its schema, then a line a row, all JSON.

Usage: read_parquet.py FILE...  A timestamp is printed as microseconds since 1970, a date as YYYY-MM-DD.
"""

import json
import sys
from datetime import UTC, date, datetime, timedelta

import pyarrow.parquet as pq

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def plain(value: object) -> object:
    if isinstance(value, datetime):
        return (value - EPOCH) // timedelta(microseconds=1)
    if isinstance(value, date):
        return value.isoformat()
    return value


for name in sys.argv[1:]:
    # ParquetFile and not read_table: that one would add the columns it finds in the folders' names.
    file = pq.ParquetFile(name)
    schema = [[field.name, str(field.type), field.nullable] for field in file.schema_arrow]
    print(json.dumps({"file": name, "rows": file.metadata.num_rows, "schema": schema}))
    for batch in file.iter_batches():
        for row in batch.to_pylist():
            print(json.dumps([plain(value) for value in row.values()]))
