"""Values on their way into statements and out of results, and Redshift's words for what went wrong."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import duckdb
from redshift_batch import ApiError


def named_values(request: dict[str, Any], statements: list[str]) -> dict[str, str]:
    """Give the values by name. Of a batch, all statements would share them; the platform asks for that nowhere."""
    given = request.get("Parameters", [])
    if given and len(statements) > 1:
        raise ApiError("ValidationException", "the double takes parameters for one statement only")
    for value in given:
        if not re.search(rf"(?<!:):{value['name']}\b", statements[0]):
            raise ApiError("ValidationException", f"Parameters list contains unused parameter: {value['name']}")
    return {value["name"]: value["value"] for value in given}


def with_values(sql: str, values: dict[str, str]) -> str:
    """Give DuckDB's spelling of named values. They are texts, and where they are none the statement casts them."""
    for name in values:
        sql = re.sub(rf"(?<!:):{name}\b", f"${name}", sql)
    return sql


def message(error: Exception) -> str:
    if isinstance(error, duckdb.TransactionException) and "onflict" in str(error):
        return f"1023 DETAIL: Serializable isolation violation on table: {error}"
    return str(error)


def field(value: Any) -> dict[str, Any]:
    if value is None:
        return {"isNull": True}
    if isinstance(value, bool):
        return {"booleanValue": value}
    if isinstance(value, int):
        return {"longValue": value}
    if isinstance(value, float):
        return {"doubleValue": value}
    if isinstance(value, datetime | date):
        return {"stringValue": str(value)}
    if isinstance(value, str):
        return {"stringValue": value}
    raise ApiError("InternalServerException", f"no field for {type(value).__name__}")
