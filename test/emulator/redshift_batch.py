"""What the Data API knows of: a session, and a batch of statements in it."""

from __future__ import annotations

import threading
import uuid
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb


class ApiError(Exception):
    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class Session:
    """One connection: its temporary tables are its own. It takes one batch at a time."""

    def __init__(self, database: duckdb.DuckDBPyConnection, is_spared: bool) -> None:
        self.id = str(uuid.uuid4())
        self.is_spared = is_spared
        self.connection = database.cursor()
        self.connection.execute("set timezone = 'UTC'")
        self.connection.execute("set search_path = 'public,main'")
        self.is_busy = False


class Batch:
    def __init__(self, statements: list[str], values: dict[str, str], session: Session) -> None:
        self.id = str(uuid.uuid4())
        self.statements = statements
        self.values = values
        self.session = session
        self.status = "STARTED"
        self.error: str | None = None
        self.failed_at: int | None = None
        self.results: list[tuple[list[Any], list[tuple[Any, ...]]] | None] = []
        self.ended = threading.Event()

    def describe(self) -> dict[str, Any]:
        parts = [
            {"Id": f"{self.id}:{place + 1}", "Status": self.part_status(place), "HasResultSet": self.has_rows(place)}
            for place in range(len(self.statements))
        ]
        answer = {"Id": self.id, "Status": self.status, "SessionId": self.session.id, "HasResultSet": self.has_rows(0)}
        if self.error is not None:
            answer["Error"] = self.error
        return {**answer, "SubStatements": parts}

    def part_status(self, place: int) -> str:
        if self.failed_at is None:
            return self.status
        if place == self.failed_at:
            return "FAILED"
        return "FINISHED" if place < self.failed_at else "ABORTED"

    def has_rows(self, place: int) -> bool:
        return place < len(self.results) and self.results[place] is not None
