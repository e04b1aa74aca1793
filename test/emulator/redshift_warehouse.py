"""A warehouse on DuckDB: sessions, batches of statements as transactions, locks, results, faults on demand."""

from __future__ import annotations

import contextlib
import re
import threading
from typing import TYPE_CHECKING, Any

import duckdb
from redshift_batch import ApiError, Batch, Session
from redshift_copy import CopyFault, copy
from redshift_sql import UnknownSql, duckdb_text, without_comments
from redshift_values import field, message, named_values, with_values

if TYPE_CHECKING:
    from s3_files import S3Files

LARGEST_STATEMENT_BYTES = 100_000
MOST_STATEMENTS = 40
PAGE_ROWS = 1_000
# A session that names this database meets no fault: a test looks without using up what is meant for others.
UNDISTURBED = "undisturbed"
LOCK = re.compile(r"lock (?P<table>[a-z_.]+)", re.I)
CATALOG = """
create view main.svv_columns as
select schema_name as table_schema, table_name, column_name from duckdb_columns();
create view main.svv_user_info as select 'admin' as user_name;
create schema public;
create macro main.json_serialize(value) as cast(value as varchar);
"""


class Warehouse:
    def __init__(self, files: S3Files) -> None:
        self.files = files
        self.database = duckdb.connect(":memory:")
        self.database.execute("set threads = 1")
        self.database.execute(CATALOG)
        self.sessions: dict[str, Session] = {}
        self.batches: dict[str, Batch] = {}
        self.tokens: dict[str, Batch] = {}
        self.faults: list[dict[str, Any]] = []
        self.locks: dict[str, threading.Lock] = {}
        self.guard = threading.Lock()

    def empty(self) -> None:
        self.faults.clear()
        tables = self.database.execute(
            "select schema_name || '.' || table_name from duckdb_tables() where not temporary"
        ).fetchall()
        for (table,) in tables:
            if table != "ops.schema_versions":
                self.database.execute(f"delete from {table}")

    def start(self, request: dict[str, Any], statements: list[str]) -> dict[str, Any]:
        if not 1 <= len(statements) <= MOST_STATEMENTS:
            raise ApiError("ValidationException", f"a batch takes 1 to {MOST_STATEMENTS} statements")
        for sql in statements:
            if len(sql.encode()) > LARGEST_STATEMENT_BYTES:
                raise ApiError("ValidationException", "Query string exceeds 100 KB")
        with self.guard:
            known = self.tokens.get(request.get("ClientToken", ""))
            if known is None:
                known = Batch(statements, named_values(request, statements), self.session(request))
                self.tokens[request["ClientToken"]] = self.batches[known.id] = known
                threading.Thread(target=self.run, args=(known,), daemon=True).start()
        known.ended.wait(request.get("WaitTimeSeconds", 0))
        answer = {"Id": known.id, "Status": known.status, "SessionId": known.session.id}
        return {**answer, "HasResultSet": known.has_rows(0)} if known.status == "FINISHED" else answer

    def session(self, request: dict[str, Any]) -> Session:
        given = request.get("SessionId")
        if given is None:
            if not request.get("WorkgroupName") or not request.get("Database"):
                raise ApiError("ValidationException", "WorkgroupName and Database are required")
            session = Session(self.database, is_spared=request["Database"] == UNDISTURBED)
            self.sessions[session.id] = session
        elif "WorkgroupName" in request or "Database" in request:
            raise ApiError("ValidationException", "a session is given without its workgroup and database")
        elif given not in self.sessions:
            raise ApiError("ValidationException", "Session is not available.")
        else:
            session = self.sessions[given]
        if session.is_busy:
            raise ApiError("ActiveSessionsExceededException", "the session is busy")
        session.is_busy = True
        return session

    def run(self, batch: Batch) -> None:
        held: list[threading.Lock] = []
        connection = batch.session.connection
        is_open = False
        try:
            for sql in map(without_comments, batch.statements):
                self.fail_on_demand(sql, batch.session)
                if lock := LOCK.fullmatch(sql):
                    # A view of the data is taken by the first statement that reads or writes, so after the lock.
                    if is_open:
                        raise UnknownSql("LOCK comes first in its transaction")
                    held.append(self.take(lock["table"]))
                    batch.results.append(None)
                    continue
                if not is_open:
                    connection.execute("begin transaction")
                    is_open = True
                batch.results.append(self.execute(connection, sql, batch.values))
            self.fail_on_demand("commit", batch.session)
            if is_open:
                connection.execute("commit")
            batch.status = "FINISHED"
        except (duckdb.Error, UnknownSql, CopyFault, RuntimeError) as error:
            batch.error, batch.status = f"ERROR: {message(error)}", "FAILED"
            # Each statement before it has left a result; a failed COMMIT is the last one's failure.
            batch.failed_at = min(len(batch.results), len(batch.statements) - 1)
            if is_open:
                # A failed COMMIT has ended the transaction.
                with contextlib.suppress(duckdb.Error):
                    connection.execute("rollback")
        finally:
            for lock_held in held:
                lock_held.release()
            batch.session.is_busy = False
            batch.ended.set()

    def execute(
        self, connection: duckdb.DuckDBPyConnection, sql: str, values: dict[str, str]
    ) -> tuple[list[Any], list[tuple[Any, ...]]] | None:
        if re.match(r"copy\s", sql, re.I):
            copy(connection, sql, self.files)
            return None
        connection.execute(with_values(duckdb_text(sql), values), values)
        if not re.match(r"(select|with)\s", sql, re.I):
            return None
        return list(connection.description or []), connection.fetchall()

    def take(self, table: str) -> threading.Lock:
        with self.guard:
            lock = self.locks.setdefault(table, threading.Lock())
        if not lock.acquire(timeout=30):
            raise RuntimeError("lock timeout")
        return lock

    def fail_on_demand(self, sql: str, session: Session) -> None:
        if session.is_spared:
            return
        with self.guard:
            for fault in self.faults:
                if fault["times"] > 0 and fault["match"] in sql:
                    fault["times"] -= 1
                    raise RuntimeError(fault["error"])

    def result(self, request: dict[str, Any]) -> dict[str, Any]:
        batch_id, _, part = request["Id"].partition(":")
        batch = self.find(batch_id)
        place = int(part or 1) - 1
        if batch.status != "FINISHED" or not batch.has_rows(place):
            raise ApiError("ResourceNotFoundException", "Query does not have result.")
        columns, rows = batch.results[place] or ([], [])
        first = int(request.get("NextToken") or 0)
        answer: dict[str, Any] = {
            "ColumnMetadata": [{"name": column[0]} for column in columns],
            "Records": [[field(value) for value in row] for row in rows[first : first + PAGE_ROWS]],
            "TotalNumRows": len(rows),
        }
        if first + PAGE_ROWS < len(rows):
            answer["NextToken"] = str(first + PAGE_ROWS)
        return answer

    def describe(self, request: dict[str, Any]) -> dict[str, Any]:
        batch = self.find(request["Id"])
        batch.ended.wait(request.get("WaitTimeSeconds", 0))
        return batch.describe()

    def find(self, batch_id: str) -> Batch:
        if batch_id not in self.batches:
            raise ApiError("ResourceNotFoundException", "Query does not exist.")
        return self.batches[batch_id]

    def cancel(self, request: dict[str, Any]) -> dict[str, Any]:
        self.find(request["Id"]).session.connection.interrupt()
        return {"Status": True}
