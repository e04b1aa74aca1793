"""The source's newest times, which go with an extraction for reconciliation (see local/tickets/newest-times.ts)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from careplus_glue.ticket_source import SourceColumn

TIME_COLUMNS = ("created_at", "resolved_at", "updated_at")
# What MySQL's to_seconds gives for 0001-01-01.
_SECONDS_OF_YEAR_0 = 366 * 24 * 60 * 60


def seconds_of(column: SourceColumn) -> str:
    """An expression of the server: seconds since the year 0 of a text that is a time of the years 2000 to 2099, else
    NULL. A number, because Spark would sort all rows to find the greatest text."""
    text = f"trim({column.text})"
    # A cast alone would read texts that are no times here.
    is_time = f"{text} like '20__-__-__ __:__' or {text} like '20__-__-__ __:__:__%'"
    return f"to_seconds(case when {is_time} then cast(left({text}, 19) as datetime) end)"


def printed_times(row: Mapping[str, Any]) -> dict[str, str | None]:
    """Each column's greatest time as `YYYY-MM-DD HH:MM:SS`, None where there is none, from those seconds."""
    found = {name: row.get(name) for name in TIME_COLUMNS}
    return {name: None if seconds is None else printed_time(int(seconds)) for name, seconds in found.items()}


def printed_time(seconds: int) -> str:
    """The time so many seconds after the year 0 began; never one of that year, which Python does not know."""
    return str(datetime.min + timedelta(seconds=max(0, seconds - _SECONDS_OF_YEAR_0)))
