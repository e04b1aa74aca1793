"""Which rows an extraction reads, and what it says about each of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from careplus_glue.manifest import ChangeMode, TicketManifest
from careplus_glue.newest_times import TIME_COLUMNS, seconds_of
from careplus_glue.source_columns import ColumnMatch
from careplus_glue.ticket_census import TICKET_MARK, CensusSql
from careplus_glue.ticket_source import SourceColumn, TicketSource

# Prints times in one form, which sorts as text.
_AS_TEXT = "'%Y-%m-%d %H:%i:%s.%f'"
_TEXT_FORM = "%Y-%m-%d %H:%M:%S.%f"
# Times before this are placeholders such as 0000-00-00, which say nothing about when a row changed.
_FIRST_REAL_TIME = "1970-01-02 00:00:00.000000"


@dataclass(frozen=True)
class ReadPlan:
    """A read of the whole table, or with an `updated_at` column a read from the last watermark less the overlap.

    Rows whose `updated_at` is missing, unreadable or in the future are always read: no watermark vouches for them.
    """

    source: TicketSource
    updated_at: SourceColumn | None
    time_columns: Mapping[str, SourceColumn]
    """Those of `newest_times.TIME_COLUMNS` that the source has."""
    read_from: str | None
    """Where to begin to read, by `updated_at`; None: the whole table."""
    census: CensusSql
    ticket_id: SourceColumn
    status: SourceColumn

    @staticmethod
    def of(source: TicketSource, match: ColumnMatch, base: TicketManifest | None, census: CensusSql) -> "ReadPlan":
        """`base` is the extraction that this one may go on from; None: everything is read."""
        updated_at = source.column(match.spelling["updated_at"]) if "updated_at" in match.spelling else None
        times = {name: source.column(match.spelling[name]) for name in TIME_COLUMNS if name in match.spelling}
        read_from = base["readFrom"] if base and updated_at else None
        ticket_id, status = (source.column(match.spelling[name]) for name in ("ticket_id", "status"))
        return ReadPlan(source, updated_at, times, read_from, census, ticket_id, status)

    @property
    def change_mode(self) -> ChangeMode:
        """By row hash, or by the table's own time of change."""
        return "row-hash" if self.updated_at is None else "watermark"

    @property
    def is_whole_table(self) -> bool:
        return self.read_from is None

    def statement(self, part: str = "0") -> str:
        """The rows; `part` is an expression that is given as well.

        Columns `c0` … are the table's as text; `is_row` is 1. `updated` is the time of change in a form that sorts as
        text, `is_past` is 1 where that is not in the future. A read of the whole table has the row's `ticket_mark` and
        the times of `newest_times`. A read of a part has in each row what the whole table comes to, as of the same
        moment: `source_rows`, the greatest of those times, and the census; where no row is to be read there is one
        whose `is_row` is NULL.
        """
        columns = ", ".join(f"{column.text} as c{index}" for index, column in enumerate(self.source.columns))
        head = f"select {columns}, 1 as is_row, {self._times()}, {part} as part"
        table = self.source.table.quoted
        if self.updated_at is None or self.read_from is None:
            times = [f"{seconds_of(column)} as {name}" for name, column in self.time_columns.items()]
            rows = f"({', '.join([head, *times])} from {table})"
            ticket_id, status = (f"c{self.source.columns.index(column)}" for column in (self.ticket_id, self.status))
            return f"select m.*, {TICKET_MARK} as ticket_mark from ({self.census.ranked(rows, ticket_id, status)}) as m"
        time = self.updated_at.time
        open_rows = f"{time} is null or {time} < '{_FIRST_REAL_TIME}' or {time} >= '{self.read_from}'"
        census = self.census.counted(table, self.ticket_id.quoted, self.status.quoted)
        return (
            f"select r.*, s.*, c.* from ({self._counts()}) as s join ({census}) as c"
            f" left join ({head} from {table} where {open_rows}) as r on true"
        )

    def next_bounds(
        self, newest_update: str | None, last: TicketManifest | None, overlap_minutes: int
    ) -> tuple[str | None, str | None]:
        """The new watermark, never before the last one, and the point that far before it to read from next time."""
        if self.updated_at is None:
            return None, None
        known = [time for time in (newest_update, last["watermark"] if last else None) if time is not None]
        if not known:
            return None, None
        watermark = max(known)
        read_from = datetime.strptime(watermark, _TEXT_FORM) - timedelta(minutes=overlap_minutes)
        return watermark, read_from.strftime(_TEXT_FORM)

    def met_again(self, rows: DataFrame, read_from: str | None) -> DataFrame:
        """The rows that the next extraction will read again."""
        if read_from is None:
            return rows
        updated = F.col("updated")
        return rows.where(updated.isNull() | (updated < _FIRST_REAL_TIME) | (updated >= read_from))

    def _times(self) -> str:
        if self.updated_at is None:
            return "cast(null as char) as updated, 0 as is_past"
        time = self.updated_at.time
        return f"date_format({time}, {_AS_TEXT}) as updated, {time} <= now(6) as is_past"

    def _counts(self) -> str:
        times = [f"max({seconds_of(column)}) as {name}" for name, column in self.time_columns.items()]
        counts = ["count(*) as source_rows", *times]
        return f"select {', '.join(counts)} from {self.source.table.quoted}"
