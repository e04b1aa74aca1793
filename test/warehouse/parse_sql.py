"""Parses each file in each of its dialects; reads `[[path, [dialect, …]], …]`, writes `[[path, dialect, fault], …]`."""

import json
import sys
from pathlib import Path

import sqlglot
from sqlglot import expressions as exp
from sqlglot.errors import SqlglotError


def fault_of(sql: str, dialect: str) -> str | None:
    """What is wrong with a file's one statement; None when nothing is."""
    try:
        statements = [one for one in sqlglot.parse(sql, read=dialect) if one is not None]
    except SqlglotError as error:
        return str(error).splitlines()[0]
    if len(statements) != 1:
        return f"{len(statements)} statements"
    # A text that sqlglot does not understand it carries along as a command.
    if any(isinstance(node, exp.Command) for node in statements[0].walk()):
        return "not understood"
    return None


def main() -> None:
    faults = []
    for path, dialects in json.load(sys.stdin):
        sql = Path(path).read_text(encoding="utf-8")
        faults += [(path, dialect, fault) for dialect in dialects if (fault := fault_of(sql, dialect))]
    json.dump(faults, sys.stdout)


main()
