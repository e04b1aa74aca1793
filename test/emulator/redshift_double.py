"""A double of the Redshift Data API over DuckDB, on 127.0.0.1: sessions, transactions, locks, COPY, faults on demand.

    python redshift_double.py <folder that stands for S3, or the address of an S3>

prints its port. It shows that our calls, their order, their transactions and their SQL do what is meant; it does not
show that Redshift would take each text. What it does not know it refuses.
`POST /faults` takes `{"match": "<part of a statement>", "error": "<message>", "times": 1}`: such a statement fails,
until `POST /calm`. `POST /reset` begins with a new warehouse; `POST /empty` takes the rows out of its tables but keeps
those and the schema's version.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from redshift_batch import ApiError
from redshift_serverless import ControlPlane
from redshift_warehouse import Warehouse
from s3_files import S3Files


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
