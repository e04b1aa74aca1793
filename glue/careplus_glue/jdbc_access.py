"""Where MySQL is and how Connector/J reads it."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from careplus_glue.job_fault import JobFault

# Spark 3.5 has a dialect for jdbc:mysql: only. Under jdbc:mariadb: it would quote names as text, and every value of a
# column would silently be the column's name.
_FORM = re.compile(r"^jdbc:mysql://(?P<server>[^/?]+)(?:/(?P<database>[^?]*))?(?:\?(?P<options>.*))?$")
JDBC_DRIVER = "com.mysql.cj.jdbc.Driver"
_DEFAULT_PORT = 3306
_CONNECT_LIMIT_MS = 10_000

# The server sends text in UTF-8 and computes with it; no time is ever converted, because all values come as text.
_DRIVER_OPTIONS = {
    "characterEncoding": "UTF-8",
    "characterSetResults": "UTF-8",
    "connectionTimeZone": "UTC",
    "connectTimeout": str(_CONNECT_LIMIT_MS),
    "tcpKeepAlive": "true",
}
# Connector/J hands over rows as they arrive, in MySQL's text protocol. Its default keeps a whole result in memory, a
# cursor makes the server copy it to disk first.
_STREAM_ROWS = str(-(2**31))


@dataclass(frozen=True)
class JdbcAccess:
    """A MySQL server as JDBC reaches it."""

    server: str
    """`host:port`."""
    database: str
    user: str
    password: str = field(repr=False)
    url: str

    @staticmethod
    def of(url: str, user: str, password: str) -> "JdbcAccess":
        """Takes a JDBC address apart. Options of its own stay, but for those that the values' text depends on."""
        match = _FORM.match(url)
        if match is None:
            raise JobFault("bad_jdbc_url", "The address of MySQL must have the form jdbc:mysql://host:port/database.")
        server = match["server"] if re.search(r":\d+$", match["server"]) else f"{match['server']}:{_DEFAULT_PORT}"
        given = dict(option.split("=", 1) for option in (match["options"] or "").split("&") if "=" in option)
        options = "&".join(f"{name}={value}" for name, value in (given | _DRIVER_OPTIONS).items())
        path = match["database"] or ""
        return JdbcAccess(server, unquote(path), user, password, f"jdbc:mysql://{server}/{path}?{options}")

    def reader_options(self) -> dict[str, str]:
        """Options of Spark's JDBC reader."""
        return {
            "url": self.url,
            "user": self.user,
            "password": self.password,
            "driver": JDBC_DRIVER,
            "fetchsize": _STREAM_ROWS,
            # Nothing is filtered by the server but what the statement says.
            "pushDownPredicate": "false",
        }
