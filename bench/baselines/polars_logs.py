"""The same in Polars, with all its threads: one regular expression over the column of entries.

Usage: polars_logs.py INPUT OUTPUT. Prints JSON: rows and seconds, without the import of polars.
"""

import json
import sys
import time

import polars as pl

LEVELS = {"INF0": "INFO", "DEBG": "DEBUG", "warnING": "WARNING", "EROR": "ERROR"}
ENTRY = r"""(?s)^(?P<ts>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[(?P<level>\w+)\] (?P<component>\S+) - \
TicketID=(?P<ticket>\S+) SessionID=(?P<session>\S+)
IP=(?P<ip>\S+) \| ResponseTime=(?P<rt>-?\d+)ms \| CPU=(?P<cpu>[\d.]+)% \| EventType=(?P<ev>\S+) \| Error=(?P<err>\w+)
UserAgent="(?P<ua>.*?)"
Message="(?P<msg>.*?)"
Debug="(?P<dbg>.*?)"
TraceID=(?P<trace>\S+)""".replace("\\\n", "")

source, target = sys.argv[1:]
started = time.perf_counter()
with open(source, encoding="utf-8") as file:
    entries = pl.Series("entry", [file.read()]).str.split("\n---\n").explode()
frame = pl.DataFrame({"entry": entries}).filter(pl.col("entry").str.strip_chars() != "")
frame = frame.unique(subset="entry", maintain_order=True).select(
    pl.col("entry").str.extract_groups(ENTRY).struct.unnest()
)
frame = frame.with_columns(
    pl.col("ts").str.to_datetime(strict=False),
    pl.col("rt").cast(pl.Int32, strict=False),
    pl.col("cpu").cast(pl.Float64, strict=False),
    pl.col("err") == "true",
    pl.col("level").replace(LEVELS),
)
frame = frame.filter((pl.col("rt") >= 0) & pl.col("level").is_in(["INFO", "DEBUG", "WARNING", "ERROR"]))
frame.write_parquet(target, compression="zstd", compression_level=1)
print(json.dumps({"rows": frame.height, "seconds": time.perf_counter() - started}))
