"""A row as one record of the raw zone's CSV: RFC 4180, NULL an empty field, an empty string `\"\"`.

The embedded platform writes the very same bytes (local/tickets/csv-block.ts), and the MD5 of them is the row's hash:
either engine knows which rows the other one has extracted.
"""

from collections.abc import Sequence

_QUOTE = '"'
LINE_END = "\r\n"


def record_expression(columns: Sequence[str]) -> str:
    """A Spark SQL expression of the record without its line end; `columns` are names of text columns."""
    return f"concat_ws(',', {', '.join(_field_expression(column) for column in columns)})"


def header(names: Sequence[str]) -> str:
    """The header record: every name quoted."""
    return ",".join(f"{_QUOTE}{name.replace(_QUOTE, _QUOTE * 2)}{_QUOTE}" for name in names)


def line_break_expression(record: str) -> str:
    """Whether a value of the record spans lines."""
    return f"contains({record}, chr(10)) or contains({record}, chr(13))"


def _field_expression(column: str) -> str:
    needs_quotes = " or ".join(f"contains({column}, {special})" for special in ("','", "chr(34)", "chr(10)", "chr(13)"))
    quoted = f"concat(chr(34), replace({column}, chr(34), concat(chr(34), chr(34))), chr(34))"
    return f"case when {column} is null then '' when {column} = '' or {needs_quotes} then {quoted} else {column} end"
