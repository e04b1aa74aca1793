"""How a job is started, on Glue or by a command line, and how it ends."""

import json
import secrets
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from pyspark.sql import SparkSession

from careplus_glue.job_arguments import Arguments, JobArgument, read_arguments
from careplus_glue.job_fault import JobFault
from careplus_glue.session import open_session

RUN_ARGUMENTS = [JobArgument("run_id", ""), JobArgument("now", "")]

Job = Callable[[Arguments, SparkSession], dict[str, Any]]


def run_job(name: str, argv: Sequence[str], wanted: Sequence[JobArgument], job: Job) -> None:
    """Runs a job in a session of its own and says what came of it, as one JSON object on a line.

    A JobFault ends the process with its one sentence, without a stack.
    """
    started = time.monotonic()
    try:
        outcome = job(read_arguments(argv, wanted), open_session(name))
    except JobFault as fault:
        print(json.dumps({"job": name, "error": {"code": fault.code, "message": str(fault)}}))
        sys.exit(f"{name}: {fault}")
    print(json.dumps({"job": name, **outcome, "seconds": round(time.monotonic() - started, 3)}))


def time_of(args: Arguments) -> datetime:
    """The time of the run: the argument `now` in ISO form, else the present."""
    return datetime.fromisoformat(args["now"]).astimezone(UTC) if args["now"] else datetime.now(UTC)


def run_id_of(args: Arguments, now: datetime) -> str:
    """The run's name: the argument `run_id`, else one that sorts by time."""
    return args["run_id"] or f"{now:%Y%m%dT%H%M%S}{now.microsecond // 1000:03d}Z-{secrets.token_hex(3)}"


def iso_millis(moment: datetime) -> str:
    """`2026-01-01T00:00:00.000Z`."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"
