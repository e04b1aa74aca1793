"""The source's tickets by status and the sum of their ids, which go with an extraction for reconciliation.

The server is asked by glue/sql/source/count_tickets.sql, which the embedded platform asks by as well
(local/tickets/take-census.ts).
"""

import re
from collections.abc import Mapping
from typing import Any, TypedDict

from pyspark.sql import SparkSession

from careplus_glue.lake import read_file
from careplus_glue.source_columns import ColumnMatch
from careplus_glue.ticket_source import TicketSource


class TicketCensus(TypedDict):
    """See runtime/warehouse/reconciliation-checks.ts for each number."""

    keyHashSum: int
    resolvedTickets: int
    escalatedTickets: int
    openTickets: int
    severalStatuses: int


# Columns of the answer.
CENSUS_COLUMNS = (
    "all_tickets",
    "key_hash_sum",
    "resolved_tickets",
    "escalated_tickets",
    "open_tickets",
    "several_statuses",
)


def census_statement(spark: SparkSession, folder: str, source: TicketSource, match: ColumnMatch) -> str:
    """The question to a source; `folder` holds `count_tickets.sql`."""
    text = read_file(spark, f"{folder.rstrip('/')}/count_tickets.sql").decode()
    names = {
        "table": source.table.quoted,
        "ticket_id": source.column(match.spelling["ticket_id"]).quoted,
        "status": source.column(match.spelling["status"]).quoted,
    }
    without_comments = re.sub(r"^--.*\n", "", text, flags=re.M)
    return re.sub(r"\bthe_(\w+)", lambda found: names[found[1]], without_comments)


def tickets_of(row: Mapping[str, Any]) -> int:
    """Different tickets in the table, from an answer."""
    return int(row["all_tickets"])


def census_of(row: Mapping[str, Any]) -> TicketCensus:
    """The numbers of an answer."""
    return {
        "keyHashSum": int(row["key_hash_sum"]),
        "resolvedTickets": int(row["resolved_tickets"]),
        "escalatedTickets": int(row["escalated_tickets"]),
        "openTickets": int(row["open_tickets"]),
        "severalStatuses": int(row["several_statuses"]),
    }
