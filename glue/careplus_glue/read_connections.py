"""A read of a whole table by several connections at once.

Each connection sees the table at a moment of its own, so such a read counts only when nothing was committed between
its begin and its end; the server's clock of the table tells. Otherwise one connection reads it all again.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from careplus_glue.newest_times import printed_time
from careplus_glue.source_columns import ColumnMatch
from careplus_glue.ticket_source import SourceColumn, TicketSource

# InnoDB takes the time just before a commit shows to others, and keeps whole seconds.
_COMMIT_MARGIN_S = 2


@dataclass(frozen=True)
class TableClock:
    """When the table was last changed, as the server says, and when the server was asked; seconds since 1970."""

    changed_at: int
    asked_at: int


def ask_clock(source: TicketSource) -> TableClock | None:
    """None where the server does not know: for a view, or a table that was not changed since the server's start."""
    rows = source.query(f"""
        select cast(unix_timestamp(update_time) as signed) as changed_at,
          cast(unix_timestamp() as signed) as asked_at
        from information_schema.tables
        where table_schema = {source.literal(source.table.database)}
          and table_name = {source.literal(source.table.table)} and update_time is not null""")
    return TableClock(int(rows[0]["changed_at"] or 0), int(rows[0]["asked_at"] or 0)) if rows else None


def was_quiet(before: TableClock | None, after: TableClock | None) -> bool:
    """Whether nothing was committed from one question to the other."""
    if before is None or after is None:
        return False
    return after.changed_at == before.changed_at and before.changed_at + _COMMIT_MARGIN_S <= before.asked_at


@dataclass(frozen=True)
class Split:
    """The column `part` that a statement gives beside the table's, and a condition on it for each connection."""

    expression: str
    predicates: Sequence[str]


def split_table(source: TicketSource, match: ColumnMatch, connections: int) -> Split:
    """Splits by the primary key where that is a number, else by `updated_at` where that is a time, else by a hash."""
    key = next((column for column in source.columns if column.is_primary_key and column.is_whole_number), None)
    if key is not None:
        return _ranges(source, key.quoted, key.quoted, connections)
    updated_at = source.column(match.spelling["updated_at"]) if "updated_at" in match.spelling else None
    if updated_at is not None and updated_at.is_time:
        # By the clock on the wall, as the times compare: the same time comes twice where clocks are set back.
        return _ranges(source, updated_at.quoted, f"to_seconds({updated_at.quoted})", connections)
    ticket_id = source.column(match.spelling["ticket_id"])
    return _hashes(ticket_id, connections)


def _ranges(source: TicketSource, column: str, number: str, connections: int) -> Split:
    [row] = source.query(f"select min({number}) as low, max({number}) as high from {source.table.quoted}")
    low, high = int(row["low"] or 0), int(row["high"] or 0)
    bounds = [low + (high - low) * index // connections for index in range(1, connections)]
    values = [str(bound) if number == column else f"'{printed_time(bound)}'" for bound in bounds]
    if not values:
        return Split(column, ())
    inner = [f"part >= {start} and part < {end}" for start, end in itertools.pairwise(values)]
    return Split(column, (f"part < {values[0]} or part is null", *inner, f"part >= {values[-1]}"))


def _hashes(ticket_id: SourceColumn, connections: int) -> Split:
    expression = f"crc32(coalesce({ticket_id.quoted}, '')) mod {connections}"
    return Split(expression, [f"part = {index}" for index in range(connections)])
