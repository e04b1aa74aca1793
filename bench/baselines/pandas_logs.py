"""The usual pandas transformation of a log file: read it whole, split, a regular expression a field, to_parquet.

Usage: pandas_logs.py INPUT OUTPUT. Prints JSON: rows and seconds, without the import of pandas.
"""

import json
import re
import sys
import time

import pandas as pd

HEADER = r"^(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}) \[(\w+)\] (\S+) - TicketID=(\S+) SessionID=(\S+)"
LEVELS = {"INF0": "INFO", "DEBG": "DEBUG", "warnING": "WARNING", "EROR": "ERROR"}


def parse(entry: str) -> dict[str, object] | None:
    header = re.search(HEADER, entry)
    ip = re.search(r"IP=(\S+)", entry)
    response_time = re.search(r"ResponseTime=(-?\d+)ms", entry)
    cpu = re.search(r"CPU=([\d.]+)%", entry)
    event_type = re.search(r"EventType=(\S+)", entry)
    error = re.search(r"Error=(\w+)", entry)
    user_agent = re.search(r'UserAgent="([^"]*)"', entry)
    message = re.search(r'Message="([^"]*)"', entry)
    debug = re.search(r'Debug="([^"]*)"', entry)
    trace = re.search(r"TraceID=(\S+)", entry)
    if not header or not response_time:
        return None
    return {
        "timestamp": header[1],
        "log_level": header[2],
        "component": header[3],
        "ticket_id": header[4],
        "session_id": header[5],
        "ip": ip[1],
        "response_time": int(response_time[1]),
        "cpu": float(cpu[1]),
        "event_type": event_type[1],
        "error": error[1] == "true",
        "user_agent": user_agent[1],
        "message": message[1],
        "debug": debug[1],
        "trace_id": None if trace[1] == "None" else trace[1],
    }


source, target = sys.argv[1:]
started = time.perf_counter()
with open(source, encoding="utf-8") as file:
    entries = [entry.strip() for entry in file.read().split("---") if entry.strip()]
frame = pd.DataFrame([row for row in map(parse, entries) if row is not None]).drop_duplicates()
frame["log_level"] = frame["log_level"].replace(LEVELS)
frame["timestamp"] = pd.to_datetime(frame["timestamp"])
frame = frame[frame["response_time"] >= 0]
frame = frame[frame["log_level"].isin(["INFO", "DEBUG", "WARNING", "ERROR"])]
frame.to_parquet(target, engine="pyarrow", compression="snappy", index=False)
print(json.dumps({"rows": len(frame), "seconds": time.perf_counter() - started}))
