"""COPY, as the loader uses it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from redshift_sql import UnknownSql

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb
    from s3_files import S3Files

COPY = re.compile(
    r"copy (?P<table>[a-z_]+) \((?P<columns>[a-z_, ]+)\)\s+from '(?P<url>s3://[^']+)'\s+iam_role default\s+"
    r"format as (?P<format>parquet\s+manifest\s+fillrecord(?P<serialize>\s+serializetojson)?"
    r"|csv\s+null as '\\\\N'\s+timeformat 'auto')",
    re.I,
)
# Types of a Parquet file that COPY takes into a column: it converts next to nothing.
PARQUET_TYPES = {
    "VARCHAR": {"VARCHAR", "ENUM"},
    "INTEGER": {"INTEGER"},
    "BIGINT": {"BIGINT"},
    "DOUBLE": {"DOUBLE"},
    "BOOLEAN": {"BOOLEAN"},
    "TIMESTAMP": {"TIMESTAMP", "TIMESTAMP WITH TIME ZONE"},
    "DATE": {"DATE"},
}


class CopyFault(Exception):
    """What Redshift would refuse."""


def copy(connection: duckdb.DuckDBPyConnection, sql: str, files: S3Files) -> None:
    found = COPY.fullmatch(sql)
    if found is None:
        raise UnknownSql(f"no known form of COPY: {sql[:300]}")
    types = column_types(connection, found["table"])
    columns = [name.strip() for name in found["columns"].split(",")]
    for name in columns:
        if name not in types:
            raise CopyFault(f'column "{name}" of relation "{found["table"]}" does not exist')
    if found["format"].lower().startswith("csv"):
        copy_csv(connection, found["table"], columns, types, local_path(files, found["url"]))
    else:
        for path in manifest_files(files, found["url"]):
            copy_parquet(connection, found["table"], columns, types, path, found["serialize"] is not None)


def column_types(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    rows = connection.execute(f"describe {table}").fetchall()
    return {row[0]: row[1] for row in rows}


def local_path(files: S3Files, url: str) -> Path:
    path = files.find(url)
    if path is None:
        raise CopyFault(f"Load failed: {url}: The specified key does not exist.")
    return path


def manifest_files(files: S3Files, url: str) -> list[Path]:
    entries = json.loads(local_path(files, url).read_text())["entries"]
    if not entries:
        raise CopyFault("the manifest lists no file")
    paths = []
    for entry in entries:
        path = local_path(files, entry["url"])
        if entry["mandatory"] is not True:
            raise UnknownSql("files of a manifest are mandatory")
        if entry["meta"]["content_length"] != path.stat().st_size:
            raise CopyFault(f"{entry['url']}: content_length in the manifest is not the file's size")
        paths.append(path)
    return paths


def copy_csv(
    connection: duckdb.DuckDBPyConnection, table: str, columns: list[str], types: dict[str, str], path: Path
) -> None:
    texts = ", ".join(f"{literal(name)}: 'varchar'" for name in columns)
    values = ", ".join(f"cast({name} as {types[name]})" for name in columns)
    connection.execute(
        f"insert into {table} ({', '.join(columns)}) select {values} from read_csv({literal(str(path))}, "
        f"header = false, delim = ',', quote = '\"', escape = '\"', nullstr = '\\N', auto_detect = false, "
        f"allow_quoted_nulls = false, columns = {{{texts}}})"
    )


def copy_parquet(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: list[str],
    types: dict[str, str],
    path: Path,
    is_serialized: bool,
) -> None:
    """By place, not by name: so does COPY. FILLRECORD leaves those NULL that the file lacks at its end."""
    source = f"read_parquet({literal(str(path))}, hive_partitioning = false)"
    found = [(row[0], row[1]) for row in connection.execute(f"describe select * from {source}").fetchall()]
    if len(found) > len(columns):
        raise CopyFault(
            "Unmatched number of columns between table and file. "
            f"Table columns: {len(columns)}, Data columns: {len(found)}, File name: {path.name}"
        )
    present = columns[: len(found)]
    values = []
    for (given, given_type), name in zip(found, present, strict=True):
        values.append(value(given, given_type, types[name], is_serialized))
    connection.execute(f"insert into {table} ({', '.join(present)}) select {', '.join(values)} from {source}")


def value(given: str, given_type: str, wanted: str, is_serialized: bool) -> str:
    quoted = '"' + given.replace('"', '""') + '"'
    if wanted == "JSON":
        if not is_serialized or not given_type.endswith("[]"):
            raise CopyFault(f"column {given}: a list goes into SUPER with SERIALIZETOJSON")
        return f"to_json({quoted})"
    if given_type not in PARQUET_TYPES.get(wanted, set()):
        raise CopyFault(
            f"Spectrum Scan Error: column {given} has an incompatible Parquet schema: {given_type} for {wanted}"
        )
    # A Parquet time is in UTC, and so is the connection.
    return f"cast({quoted} as {wanted})"


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
