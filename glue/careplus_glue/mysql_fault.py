"""The sentence that a person gets for a failure of MySQL or of its driver."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from py4j.protocol import Py4JJavaError

from careplus_glue.jdbc_access import JdbcAccess
from careplus_glue.job_fault import JobFault
from careplus_glue.table_name import TableName

# https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html; 1927 is MariaDB's "connection was killed".
_USER_DENIED = {1045, 1698}
_DATABASE_DENIED = {1044}
_TABLE_DENIED = {1142, 1143}
_UNKNOWN_DATABASE = {1049}
_MISSING_TABLE = {1103, 1146}
_WENT_AWAY = {1053, 1077, 1079, 1317, 1927, 2006, 2013}

_UNKNOWN_HOST = re.compile(r"UnknownHostException")
_UNREACHABLE = re.compile(r"ConnectException|NoRouteToHost|[Cc]onnect timed out|Connection refused")
_LINK_FAILURE = re.compile(r"CommunicationsException|EOFException|SocketException|SocketTimeoutException")


@dataclass(frozen=True)
class FaultPlace:
    """What a statement was about."""

    access: JdbcAccess
    table: TableName


@contextmanager
def explained(place: FaultPlace) -> Iterator[None]:
    """Turns what Spark raises within into a JobFault where MySQL, or the way to it, is the reason."""
    try:
        yield
    except Exception as error:
        chain = list(java_causes(error))
        code = next((int(link.getErrorCode()) for link in chain if _is_sql_exception(link)), None)
        fault = _explain(code, "\n".join(str(link) for link in chain), place)
        if fault is None:
            raise
        raise fault from error


def _explain(code: int | None, text: str, place: FaultPlace) -> JobFault | None:
    server, user = place.access.server, place.access.user
    if _UNKNOWN_HOST.search(text):
        return JobFault("mysql_unknown_host", f"The MySQL host of {server} is not known.")
    if _UNREACHABLE.search(text):
        return JobFault("mysql_unreachable", f"No MySQL server answers at {server}.")
    if code in _WENT_AWAY or _LINK_FAILURE.search(text):
        sentence = (
            f"The MySQL server {server} went away while {place.table} was read; "
            "nothing was published, run again once it is back."
        )
        return JobFault("mysql_went_away", sentence)
    if code in _USER_DENIED:
        return JobFault("mysql_access_denied", f'MySQL at {server} refuses the user "{user}" or the password.')
    if code in _DATABASE_DENIED:
        sentence = f'The MySQL user "{user}" may not use the database "{place.table.database}".'
        return JobFault("mysql_access_denied", sentence)
    if code in _TABLE_DENIED:
        return JobFault("mysql_access_denied", f'The MySQL user "{user}" may not read the table {place.table}.')
    if code in _UNKNOWN_DATABASE:
        sentence = f'MySQL at {server} has no database "{place.table.database}".'
        return JobFault("mysql_unknown_database", sentence)
    if code in _MISSING_TABLE:
        return JobFault("mysql_missing_table", f"MySQL at {server} has no table {place.table}.")
    if code is None:
        return None
    first_line = text.partition("\n")[0]
    return JobFault("mysql_failed", f"MySQL at {server} failed on {place.table}: {first_line} ({code}).")


def java_causes(error: BaseException) -> Iterator[Any]:
    """The exceptions of the JVM behind one of Python, the last one being the root; none behind others."""
    java_error = error.java_exception if isinstance(error, Py4JJavaError) else getattr(error, "_origin", None)
    while java_error is not None:
        yield java_error
        java_error = java_error.getCause()


def _is_sql_exception(java_error: Any) -> bool:
    kind = java_error.getClass()
    while kind is not None:
        if kind.getName() == "java.sql.SQLException":
            return True
        kind = kind.getSuperclass()
    return False
