"""Names of tables as people give them."""

import re
from dataclasses import dataclass

from careplus_glue.job_fault import JobFault

_PART = re.compile(r"(?:`((?:[^`]|``)+)`|([^`.]+))(?:\.|$)")


def quote_identifier(name: str) -> str:
    """An identifier in MySQL's quotes; any character is allowed between them."""
    return f"`{name.replace('`', '``')}`"


@dataclass(frozen=True)
class TableName:
    """A table of a database."""

    database: str
    table: str

    @staticmethod
    def parse(text: str, database: str) -> "TableName":
        """Reads `table` or `database.table`; a name with a dot or a backtick in it is written in backticks.

        `database` is the one that is meant when the name says none.
        """
        parts: list[str] = []
        at = 0
        while at < len(text):
            match = _PART.match(text, at)
            if match is None:
                break
            parts.append(match[1].replace("``", "`") if match[1] else match[2])
            at = match.end()
        if at < len(text) or text.endswith(".") or not 1 <= len(parts) <= 2:
            raise JobFault(
                "bad_table_name",
                f'"{text}" is no table name; write table or database.table, in backticks where a name has a dot in it.',
            )
        if len(parts) == 2:
            return TableName(*parts)
        if database == "":
            raise JobFault(
                "bad_jdbc_url",
                f'Neither the address nor the table "{text}" names a database; end the address with /database.',
            )
        return TableName(database, parts[0])

    @property
    def quoted(self) -> str:
        """Ready for a statement."""
        return f"{quote_identifier(self.database)}.{quote_identifier(self.table)}"

    def __str__(self) -> str:
        return f"{self.database}.{self.table}"
