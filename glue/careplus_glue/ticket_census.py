"""The source's tickets by status and the sum of their ids, which go with an extraction for reconciliation.

Where every row is read, they are counted of the rows; else the server is asked, by the statements of glue/sql/source,
as the embedded platform does (local/tickets/ask-snapshot.ts).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from careplus_glue.lake import read_file


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


@dataclass(frozen=True)
class CensusSql:
    """The statements of a folder; names in them that begin with `the_` stand for others."""

    rank_statuses: str
    count_tickets: str

    @staticmethod
    def read(spark: SparkSession, folder: str) -> "CensusSql":
        """From `rank_statuses.sql` and `count_tickets.sql`."""

        def statement(name: str) -> str:
            return re.sub(r"^--.*\n", "", read_file(spark, f"{folder.rstrip('/')}/{name}.sql").decode(), flags=re.M)

        return CensusSql(statement("rank_statuses"), statement("count_tickets"))

    def ranked(self, rows: str, ticket_id: str, status: str) -> str:
        """The rows of a table or of a statement in brackets, with `ticket` and `status_rank`."""
        return _with_names(self.rank_statuses, {"rows": rows, "ticket_id": ticket_id, "status": status})

    def counted(self, table: str, ticket_id: str, status: str) -> str:
        """One row with CENSUS_COLUMNS: what a table holds."""
        ranked = f"({self.ranked(table, ticket_id, status)}) as ranked_rows"
        return _with_names(self.count_tickets, {"ranked_rows": ranked})


def _with_names(statement: str, names: Mapping[str, str]) -> str:
    return re.sub(r"\bthe_(\w+)", lambda found: names[found[1]], statement)


# An expression of the server over ranked rows: 60 bits of the MD5 of a ticket's id and four of a status's rank; NULL
# for a row without id, whose text it does not compare but its hash, as the server would trim it once more for that.
# Among 2,000,000 ids two share their bits with a chance of 1 in 500,000.
TICKET_MARK = "cast(conv(concat(nullif(left(md5(ticket), 15), left(md5(''), 15)), status_rank), 16, -10) as signed)"


def count_marks(rows: DataFrame) -> Mapping[str, Any]:
    """What count_tickets.sql answers, of rows with the column `ticket_mark`."""
    by_ticket = (
        rows.where("ticket_mark is not null")
        .selectExpr("shiftrightunsigned(ticket_mark, 4) as ticket", "ticket_mark & 15 as status_rank")
        .groupBy("ticket")
        .agg(F.max("status_rank").alias("strongest"), F.min("status_rank").alias("weakest"))
    )
    return (
        by_ticket.agg(
            F.count("*").alias("all_tickets"),
            # The first seven of the fifteen digits.
            F.expr("coalesce(sum(shiftright(ticket, 32)), 0)").alias("key_hash_sum"),
            F.expr("count_if(strongest = 3)").alias("resolved_tickets"),
            F.expr("count_if(strongest = 2)").alias("escalated_tickets"),
            F.expr("count_if(strongest = 1)").alias("open_tickets"),
            F.expr("count_if(strongest <> weakest)").alias("several_statuses"),
        )
        .collect()[0]
        .asDict()
    )


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
