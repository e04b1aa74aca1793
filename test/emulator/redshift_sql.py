"""The SQL that the double knows: each statement is of a listed kind, and its functions are Redshift's.

Redshift's texts run as they are. Only what DuckDB spells otherwise and no answer depends on is taken off: how a table
is stored (ENCODE, DISTKEY, SORTKEY, DISTSTYLE) and the name of the SUPER type.
"""

from __future__ import annotations

import functools
import re

import sqlglot
from sqlglot import expressions as exp


class UnknownSql(Exception):
    """A statement that the double does not know. It is never guessed at."""


# What the portable statements call; a new one is added here after its page in Redshift's manual was read.
KNOWN_FUNCTIONS = {
    "cast", "coalesce", "count", "extract", "json_serialize", "left", "lower", "max", "md5", "min", "position",
    "row_number", "split_part", "substring", "sum", "translate", "trim",
}  # fmt: skip

TYPES = r"integer|bigint|double precision|boolean|timestamp|date|super|varchar\(\d+\)"
COLUMN = re.compile(
    rf"(?P<name>[a-z_]+) (?P<type>{TYPES})(?P<null> not null)?(?P<encode> encode (raw|az64|zstd|lzo))?", re.I
)
TABLE = re.compile(
    r"create (?P<temp>temp )?table (?P<exists>if not exists )?(?P<name>[a-z_.]+) "
    r"\((?P<columns>.*?)\n?\)(?P<tail>[^()]*(\([a-z_, ]+\)[^()]*)*)",
    re.I | re.S,
)
TAIL = re.compile(r"(\s+(diststyle (auto|all|even)|distkey \([a-z_]+\)|(compound )?sortkey \([a-z_, ]+\)))*", re.I)
PLAIN_KINDS = (
    r"create schema if not exists [a-z]+",
    r"drop table (if exists )?[a-z_.]+",
    r"drop view if exists rpt\.[a-z_]+",
)
# Rights are Redshift's alone: they are accepted in these forms and change no answer.
ROLE = r'"IAMR:[\w+=,.@-]{1,64}"'
RIGHTS = (
    rf"create user {ROLE} password disable",
    rf"grant usage on schema [a-z, ]+ to {ROLE}(, {ROLE})*",
    rf"grant select(, insert, update, delete)? on all tables in schema [a-z]+ to {ROLE}(, {ROLE})*",
)
ADD_COLUMN = re.compile(
    rf"alter table (?P<table>[a-z_.]+) add column (?P<name>[a-z_]+) (?P<type>{TYPES})( encode (raw|az64|zstd))?", re.I
)


def without_comments(sql: str) -> str:
    return re.sub(r"^\s*--[^\n]*\n?", "", sql, flags=re.M).strip().rstrip(";").strip()


def duckdb_type(redshift_type: str) -> str:
    # JSON text is what SUPER holds and what json_serialize gives back.
    return "json" if redshift_type.lower() == "super" else redshift_type


@functools.cache
def duckdb_text(sql: str) -> str:
    """The text that DuckDB runs for a statement that is no COPY and no LOCK; the same few come again and again."""
    if any(re.fullmatch(kind, sql) for kind in RIGHTS):
        return "select 1"
    if re.match(r"create (temp )?table [a-z_. ]+\(", sql, re.I):
        return create_table(sql)
    if added := ADD_COLUMN.fullmatch(sql):
        return f"alter table {added['table']} add column {added['name']} {duckdb_type(added['type'])}"
    if any(re.fullmatch(kind, sql, re.I) for kind in PLAIN_KINDS):
        return sql
    require_known(sql)
    return sql


def create_table(sql: str) -> str:
    table = TABLE.fullmatch(sql)
    if table is None or not TAIL.fullmatch(table["tail"]):
        raise UnknownSql(f"no known form of CREATE TABLE: {sql[:200]}")
    columns = []
    for text in table["columns"].strip().split(",\n"):
        column = COLUMN.fullmatch(text.strip())
        if column is None:
            raise UnknownSql(f"no known form of a column: {text.strip()}")
        width = re.fullmatch(r"varchar\((\d+)\)", column["type"], re.I)
        # DuckDB pays no heed to a width, which Redshift counts in bytes.
        check = f" check (strlen({column['name']}) <= {width[1]})" if width else ""
        columns.append(f"{column['name']} {duckdb_type(column['type'])}{column['null'] or ''}{check}")
    head = f"create {table['temp'] or ''}table {table['exists'] or ''}{table['name']}"
    return f"{head} ({', '.join(columns)})"


def require_known(sql: str) -> None:
    """Parses the text as Redshift's and looks at its kind and functions; what runs is the text itself."""
    try:
        statements = sqlglot.parse(sql, read="redshift")
    except sqlglot.errors.ParseError as error:
        raise UnknownSql(f"sqlglot does not take it for Redshift's: {error}") from error
    if re.search(r"(\(|\bas|^)\s*from\b", strip_strings(sql), re.I):
        raise UnknownSql("DuckDB's FROM without SELECT is not Redshift's")
    if len(statements) != 1 or statements[0] is None:
        raise UnknownSql("one statement at a time")
    statement = statements[0]
    if not isinstance(statement, exp.Query | exp.Insert | exp.Delete | exp.Update | exp.Create):
        raise UnknownSql(f"no known kind of statement: {statement.key}: {sql[:60]}")
    if isinstance(statement, exp.Create):
        is_temporary = re.match(r"create temp table [a-z_]+ as\s", sql, re.I)
        if not is_temporary and not re.match(r"create or replace view rpt\.", sql, re.I):
            raise UnknownSql(f"no known form of CREATE: {sql[:200]}")
    called = {name.lower() for name in re.findall(r"\b([a-z_]+)\s*\(", strip_strings(sql), re.I)}
    unknown = called - KNOWN_FUNCTIONS - KEYWORDS - table_names(statement)
    if unknown:
        raise UnknownSql(f"no known function of Redshift: {', '.join(sorted(unknown))}")


KEYWORDS = {
    "as", "in", "over", "by", "from", "and", "or", "not", "on", "select", "values", "exists", "when", "then", "where",
    "varchar", "join",
}  # fmt: skip


def table_names(statement: exp.Expression) -> set[str]:
    """`insert into loads (a, b)` looks like a call."""
    names = set()
    if isinstance(statement, exp.Insert):
        names = {table.name.lower() for table in statement.this.find_all(exp.Table)}
    return names


def strip_strings(sql: str) -> str:
    return re.sub(r"'[^']*'", "''", re.sub(r"--[^\n]*", "", sql))
