"""A table of a MySQL server, read as the text that the server prints."""

import hashlib
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from pyspark.sql import DataFrame, SparkSession

from careplus_glue.jdbc_access import JdbcAccess
from careplus_glue.jdbc_question import Answer, ask
from careplus_glue.job_fault import JobFault
from careplus_glue.mysql_fault import FaultPlace, explained
from careplus_glue.table_name import TableName, quote_identifier

# Types of bytes without a character set: they may be no text at all.
_BYTE_TYPES = {"binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob", "geometry", "point", "linestring"}
_BYTE_TYPES |= {"polygon", "multipoint", "multilinestring", "multipolygon", "geometrycollection"}
_TIME_TYPES = {"timestamp", "datetime", "date"}
_BYTES_PER_CONNECTION = 32 << 20
_WHOLE_NUMBER_TYPES = {"tinyint", "smallint", "mediumint", "int", "bigint"}


@dataclass(frozen=True)
class SourceColumn:
    """A column as the server describes it."""

    name: str
    data_type: str
    bits: int
    """Width of a BIT column."""
    is_primary_key: bool
    """The only column of the table's primary key."""

    @property
    def quoted(self) -> str:
        """Its name, ready for a statement."""
        return quote_identifier(self.name)

    @property
    def text(self) -> str:
        """An expression of the server that prints the column; None stays NULL.

        Bytes that are no UTF-8 are printed as `0x` and hex digits.
        """
        name = quote_identifier(self.name)
        if self.data_type == "bit":
            # A cast would print its number.
            name = f"unhex(lpad(hex({name} + 0), {2 * -(-self.bits // 8)}, '0'))"
        elif self.data_type not in _BYTE_TYPES:
            return f"cast({name} as char)"
        as_text = f"convert({name} using utf8mb4)"
        is_text = f"coalesce(cast({as_text} as binary) = cast({name} as binary), false)"
        return f"if({is_text}, {as_text}, concat('0x', lower(hex({name}))))"

    @property
    def time(self) -> str:
        """The column as a time; text that is none becomes NULL. Times need no cast, so that an index serves."""
        name = quote_identifier(self.name)
        return name if self.is_time else f"cast({name} as datetime(6))"

    @property
    def is_time(self) -> bool:
        return self.data_type in _TIME_TYPES

    @property
    def is_whole_number(self) -> bool:
        return self.data_type in _WHOLE_NUMBER_TYPES


class TicketSource:
    """One table; `open` reads its columns."""

    def __init__(
        self,
        spark: SparkSession,
        access: JdbcAccess,
        table: TableName,
        columns: Sequence[SourceColumn],
        size_bytes: int,
    ) -> None:
        self._spark = spark
        self._access = access
        self.table = table
        self.columns = columns
        self.size_bytes = size_bytes
        """As the server estimates it; 0 where it does not, for a view."""

    @staticmethod
    def open(spark: SparkSession, access: JdbcAccess, table_text: str) -> "TicketSource":
        """The columns are those of `select *`: servers that give every table a key of their own hide it.

        Raises JobFault in one sentence: wrong address, host, password, database or table.
        """
        table = TableName.parse(table_text, access.database)
        described = TicketSource(spark, access, table, [], 0)
        database, name = described.literal(table.database), described.literal(table.table)
        found = described.query(
            f"""select c.column_name as name, lower(c.data_type) as data_type,
                  coalesce(c.numeric_precision, 0) as bits,
                  (select count(*) from information_schema.key_column_usage k
                   where k.table_schema = c.table_schema and k.table_name = c.table_name
                     and k.constraint_name = 'PRIMARY') as key_columns,
                  c.column_key as key_kind, coalesce(t.data_length, 0) as size_bytes
                from information_schema.columns c
                join information_schema.tables t
                  on t.table_schema = c.table_schema and t.table_name = c.table_name
                where c.table_schema = {database} and c.table_name = {name} and c.extra not like '%INVISIBLE%'
                order by c.ordinal_position"""
        )
        if not found:
            # The server says why: no such database, no such table, no right to read it.
            described.query(f"select 1 as one from {table.quoted} limit 1")
            raise JobFault("mysql_missing_table", f"MySQL at {access.server} has no table {table}.")
        columns = [
            SourceColumn(
                name=row["name"] or "",
                data_type=row["data_type"] or "",
                bits=int(row["bits"] or 0),
                is_primary_key=row["key_kind"] == "PRI" and row["key_columns"] == "1",
            )
            for row in found
        ]
        return TicketSource(spark, access, table, columns, int(found[0]["size_bytes"] or 0))

    @property
    def id(self) -> str:
        """Tells this table from every other: a hash of server, database and table."""
        return hashlib.sha256(f"{self._access.server}\n{self.table.quoted}".encode()).hexdigest()[:16]

    @property
    def names(self) -> list[str]:
        """Its columns' names as the server writes them, in the table's order."""
        return [column.name for column in self.columns]

    def column(self, name: str) -> SourceColumn:
        """The column of that very name."""
        return self.columns[self.names.index(name)]

    def query(self, sql: str) -> list[Answer]:
        """The rows of a small query, each value as text."""
        with self.faults_explained():
            return ask(self._spark, self._access, sql)

    def frame(self, sql: str, predicates: Sequence[str] = ()) -> DataFrame:
        """A query's rows; with predicates one partition each, read by a connection of its own."""
        with self.faults_explained():
            options: dict[str, Any] = self._access.reader_options()
            if not predicates:
                return self._spark.read.format("jdbc").options(**options, dbtable=f"({sql}) as q").load()
            url = options.pop("url")
            return self._spark.read.jdbc(url, f"({sql}) as q", predicates=list(predicates), properties=options)

    @property
    def reasonable_connections(self) -> int:
        """As many as there are cores, but no more than one for each 32 MiB."""
        return max(1, min(self._spark.sparkContext.defaultParallelism, self.size_bytes // _BYTES_PER_CONNECTION))

    @staticmethod
    def literal(text: str) -> str:
        """Text as a literal of MySQL."""
        escaped = text.replace("\\", "\\\\").replace("'", "''")
        return f"'{escaped}'"

    def faults_explained(self) -> AbstractContextManager[None]:
        """Within it a failure of MySQL becomes a JobFault. For actions on a frame, since frames are lazy."""
        return explained(FaultPlace(self._access, self.table))
