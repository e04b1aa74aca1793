"""Texts that Redshift does not take: their rows lie in files of their own, which have copies with cut texts for COPY.

Limit and names are those of runtime/load/large-texts.ts; see docs/decisions/046-large-texts.md.
"""

from collections.abc import Iterable
from functools import reduce

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql.types import StringType

from careplus_glue.manifest import RawPart

LARGEST_TEXT_BYTES = 65_535
# JSON writes a control character, which has one byte, with six.
_MOST_JSON_GROWTH = 6


def may_hold_large_texts(parts: Iterable[RawPart]) -> bool:
    """Whether a text made of these parts' records may be too large; false of all but very odd tables."""
    return any(part["longestRecordBytes"] * _MOST_JSON_GROWTH > LARGEST_TEXT_BYTES for part in parts)


def has_large_text(rows: DataFrame) -> Column:
    """Whether any text of a row is too large."""
    return reduce(lambda left, right: left | right, map(_is_large, _text_columns(rows)))


def cut_texts(rows: DataFrame) -> DataFrame:
    """The same rows, each text as long as Redshift takes it; no character is torn."""
    texts = _text_columns(rows)
    return rows.select([_cut(name) if name in texts else F.col(name) for name in rows.columns])


def _text_columns(rows: DataFrame) -> list[str]:
    return [field.name for field in rows.schema if isinstance(field.dataType, StringType)]


def _is_large(name: str) -> Column:
    return F.coalesce(F.octet_length(name) > LARGEST_TEXT_BYTES, F.lit(False))


def _cut(name: str) -> Column:
    text = F.encode(F.col(name), "utf-8")
    # A character has four bytes at the most; all but its first are 10xxxxxx. Positions begin with 1.
    ends = range(LARGEST_TEXT_BYTES, LARGEST_TEXT_BYTES - 4, -1)
    cuts = [
        F.when(
            ~F.hex(F.substring(text, end + 1, 1)).between("80", "BF"),
            F.decode(F.substring(text, 1, end), "utf-8"),
        )
        for end in ends
    ]
    return F.when(_is_large(name), F.coalesce(*cuts)).otherwise(F.col(name)).alias(name)
