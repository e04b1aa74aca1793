"""A question to the server that has a small answer, asked through the driver itself: a Spark job for it takes longer to
plan than the server to answer, and it would wait for a core while rows are read."""

from typing import Any

from pyspark.sql import SparkSession

from careplus_glue.jdbc_access import JDBC_DRIVER, JdbcAccess

Answer = dict[str, str | None]


def ask(spark: SparkSession, access: JdbcAccess, sql: str) -> list[Answer]:
    """The rows, each value as the server's text. Raises Py4JJavaError with the driver's SQLException behind it."""
    jvm: Any = spark._jvm  # typed as optional; a session that runs has one
    loader = jvm.java.lang.Thread.currentThread().getContextClassLoader()
    properties = jvm.java.util.Properties()
    for name, value in (("user", access.user), ("password", access.password)):
        properties.setProperty(name, value)
    connection = loader.loadClass(JDBC_DRIVER).newInstance().connect(access.url, properties)
    try:
        found = connection.createStatement().executeQuery(sql)
        columns = found.getMetaData()
        names = [columns.getColumnLabel(index) for index in range(1, columns.getColumnCount() + 1)]
        rows: list[Answer] = []
        while found.next():
            rows.append({name: found.getString(index) for index, name in enumerate(names, start=1)})
        return rows
    finally:
        connection.close()
