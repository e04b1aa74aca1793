"""Runs the Glue jobs for the embedded platform: a request a line on stdin, an answer a line on file descriptor 3.

A request is {"job": "extract_tickets", "arguments": ["--lake", …]}; the answer is the job's own, or {"error": …}. The
job "session" does nothing: its answer says that the session is there.
The process ends at once when its stdin does, in the middle of a job too: whoever had asked is gone.
"""

import json
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from typing import Any

from spark_session import ROOT, local_session

sys.path.insert(0, str(ROOT / "glue"))

from pyspark.sql import SparkSession

import extract_tickets
import transform_tickets
from careplus_glue.job_arguments import JobArgument, read_arguments
from careplus_glue.job_fault import JobFault
from careplus_glue.job_run import Job
from careplus_glue.mysql_fault import java_causes

_JOBS: dict[str, tuple[Job, Sequence[JobArgument]]] = {
    "extract_tickets": (extract_tickets.main, extract_tickets.ARGUMENTS),
    "transform_tickets": (transform_tickets.main, transform_tickets.ARGUMENTS),
}
_ANSWERS_FD = 3


def _serve() -> None:
    # Ctrl-C is for the platform, which ends this process when it is done.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests: queue.Queue[str] = queue.Queue()
    threading.Thread(target=_read_requests, args=(requests,), daemon=True).start()
    spark = local_session()
    with os.fdopen(_ANSWERS_FD, "w", encoding="utf-8") as answers:
        while True:
            print(json.dumps(_answer(spark, requests.get())), file=answers, flush=True)


def _read_requests(requests: "queue.Queue[str]") -> None:
    for line in sys.stdin:
        requests.put(line)
    os._exit(0)


def _answer(spark: SparkSession, line: str) -> dict[str, Any]:
    request = json.loads(line)
    if request["job"] == "session":
        return {"spark": spark.version}
    main, wanted = _JOBS[request["job"]]
    try:
        return main(read_arguments([request["job"], *request["arguments"]], wanted), spark)
    except JobFault as fault:
        return {"error": {"code": fault.code, "message": str(fault)}}
    except Exception as error:
        traceback.print_exc()
        root = [error, *java_causes(error)][-1]
        return {"error": {"code": "spark_failed", "message": f"{request['job']} failed: {_first_line(root)}"}}


def _first_line(error: Any) -> str:
    return str(error).partition("\n")[0] or type(error).__name__


if __name__ == "__main__":
    _serve()
