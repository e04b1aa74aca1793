"""A double of the Redshift Data API over DuckDB, on 127.0.0.1: sessions, transactions, locks, COPY, faults on demand.

    python redshift_double.py <folder that stands for S3, or the address of an S3>

prints its port. It shows that our calls, their order, their transactions and their SQL do what is meant; it does not
show that Redshift would take each text. What it does not know it refuses.
`POST /faults` takes `{"match": "<part of a statement>", "error": "<message>", "times": 1}`: such a statement fails,
until `POST /calm`. `POST /reset` begins with a new warehouse; `POST /empty` takes the rows out of its tables but keeps
those and the schema's version.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import sys
import threading
import uuid
from datetime import date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import duckdb
from redshift_copy import CopyFault, copy
from redshift_serverless import ControlPlane
from redshift_sql import UnknownSql, duckdb_text, without_comments
from s3_files import S3Files

LARGEST_STATEMENT_BYTES = 100_000
MOST_STATEMENTS = 40
PAGE_ROWS = 1_000
LOCK = re.compile(r"lock (?P<table>[a-z_.]+)", re.I)
CATALOG = """
create view main.svv_columns as
select schema_name as table_schema, table_name, column_name from duckdb_columns();
create view main.svv_user_info as select 'admin' as user_name;
create schema public;
create macro main.json_serialize(value) as cast(value as varchar);
"""


class ApiError(Exception):
    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class Session:
    """One connection: its temporary tables are its own. It takes one batch at a time."""

    def __init__(self, database: duckdb.DuckDBPyConnection) -> None:
        self.id = str(uuid.uuid4())
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
            session = Session(self.database)
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
                self.fail_on_demand(sql)
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
            self.fail_on_demand("commit")
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

    def fail_on_demand(self, sql: str) -> None:
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


def operations(warehouse: Warehouse) -> dict[str, Any]:
    return {
        "BatchExecuteStatement": lambda request: warehouse.start(request, request["Sqls"]),
        "ExecuteStatement": lambda request: warehouse.start(request, [request["Sql"]]),
        "DescribeStatement": warehouse.describe,
        "GetStatementResult": warehouse.result,
        "CancelStatement": warehouse.cancel,
    }


def named_operations(files: S3Files) -> tuple[Warehouse, dict[str, Any]]:
    """A new, empty warehouse and what may be asked of it, by the name that a request carries."""
    warehouse = Warehouse(files)
    control = ControlPlane(os.environ.get("AWS_REGION", "eu-west-1")).operations()
    data = operations(warehouse)
    return warehouse, {
        **{f"RedshiftData.{name}": answer for name, answer in data.items()},
        **{f"RedshiftServerless.{name}": answer for name, answer in control.items()},
    }


def handler_of(files: S3Files) -> type[BaseHTTPRequestHandler]:
    warehouse, known = named_operations(files)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Head and body are written one after the other: else the body waits 40 ms for the head's acknowledgement.
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            nonlocal warehouse, known
            request = json.loads(self.rfile.read(int(self.headers["content-length"])) or "{}")
            if self.path == "/reset":
                warehouse, known = named_operations(files)
                return self.answer(200, {})
            if self.path == "/empty":
                warehouse.empty()
                return self.answer(200, {})
            if self.path == "/calm":
                warehouse.faults.clear()
                return self.answer(200, {})
            if self.path == "/faults":
                warehouse.faults.append(request)
                return self.answer(200, {})
            name = self.headers.get("x-amz-target", "")
            try:
                if name not in known:
                    raise ApiError("UnknownOperationException", f"the double has no {name}")
                self.answer(200, known[name](request))
            except ApiError as error:
                self.answer(400, {"__type": error.kind, "message": str(error)})
            except LookupError as error:
                kind, _, said = str(error).partition(": ")
                self.answer(400, {"__type": kind, "message": said})

        def answer(self, status: int, body: dict[str, Any]) -> None:
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("content-type", "application/x-amz-json-1.1")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            """Nothing is logged: tests read what is printed."""

    return Handler


def main() -> None:
    files = S3Files(sys.argv[1])
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(files))
    print(server.server_address[1], flush=True)
    # It ends with the test that started it, whose end of the pipe then closes.
    threading.Thread(target=lambda: (sys.stdin.read(), server.shutdown()), daemon=True).start()
    server.serve_forever()
    files.forget()
    # Nothing is to be saved, and the interpreter would wait for threads and complain of what they hold.
    os._exit(0)


if __name__ == "__main__":
    main()
