"""How a source table's columns stand to the contract."""

from collections.abc import Sequence
from dataclasses import dataclass

from careplus_glue.contract import SOURCE_COLUMNS
from careplus_glue.job_fault import JobFault


@dataclass(frozen=True)
class ColumnMatch:
    """Columns of a table, matched in any letter case."""

    spelling: dict[str, str]
    """The source's own spelling of each contract column that it has."""
    drift: list[str]
    """Columns that no contract knows."""


def match_columns(columns: Sequence[str], table: str) -> ColumnMatch:
    """Raises JobFault `missing_column`, naming every required column that is not there, or `ambiguous_column`."""
    contract_names = {name.lower(): name for name in SOURCE_COLUMNS}
    spelling: dict[str, str] = {}
    drift: list[str] = []
    for column in columns:
        name = contract_names.get(column.lower())
        if name is None:
            drift.append(column)
        elif name in spelling:
            raise JobFault(
                "ambiguous_column",
                f'The table {table} has two columns for {name}: "{spelling[name]}" and "{column}"; rename one of them.',
            )
        else:
            spelling[name] = column
    missing = [f'"{name}"' for name, required in SOURCE_COLUMNS.items() if required and name not in spelling]
    if missing:
        raise JobFault(
            "missing_column",
            f"The table {table} lacks the required column{'s' if len(missing) > 1 else ''} {', '.join(missing)}; "
            "nothing was read.",
        )
    return ColumnMatch(spelling, drift)


def new_drift(match: ColumnMatch, known: Sequence[str] | None, table: str) -> list[str]:
    """A sentence for each column that no contract knows and that the extraction before had not."""
    return [
        f'The table {table} has a column "{column}" that no contract knows; the raw CSV keeps it.'
        for column in match.drift
        if known is None or column not in known
    ]
