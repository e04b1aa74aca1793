"""Runs the script of a Glue job as Glue does: by spark-submit in a process of its own, with what the job says."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from s3_files import S3Files

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LONGEST_ERROR = 2_000
LIMIT_SECONDS = 300
running: set[subprocess.Popen[str]] = set()
CLIENT_OF_S3 = "org.apache.hadoop.fs.s3a.S3AFileSystem"


def run_script(run: dict[str, Any], job: dict[str, Any], args: dict[str, Any], resolved: str) -> None:
    """Run the script and put its end into `run`: SUCCEEDED, or FAILED with the end of what it said."""
    endpoint = f"http://127.0.0.1:{os.environ['GATEWAY_PORT']}"
    given = {"--JOB_NAME": run["JobName"], **args}
    packages = given.get("--extra-py-files")
    command = [
        str(ROOT / ".venv/bin/spark-submit"),
        *("--master", "local[2]"),
        *("--jars", ",".join(str(ROOT / ".cache/ivy/jars" / jar) for jar in jars())),
        *(("--py-files", str(fetched(packages, endpoint))) if packages else ()),
        *(word for name, value in settings(endpoint).items() for word in ("--conf", f"{name}={value}")),
        resolved,
        *(word for name, value in given.items() for word in (name, str(value))),
    ]
    environment = {
        **os.environ,
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_REGION": os.environ["MINISTACK_REGION"],
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONPATH": str(HERE / "stand_in"),
    }
    process = subprocess.Popen(
        command,
        env=environment,
        # A group of its own, which ends as a whole: Spark is a process of Java and one of Python.
        start_new_session=True,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    running.add(process)
    try:
        said, _ = process.communicate(timeout=LIMIT_SECONDS)
        run["JobRunState"] = "SUCCEEDED" if process.returncode == 0 else "FAILED"
        if process.returncode != 0:
            run["ErrorMessage"] = without_java_frames(said)[-LONGEST_ERROR:]
    except subprocess.TimeoutExpired:
        kill(process)
        run["JobRunState"] = "TIMEOUT"
    finally:
        running.discard(process)


def without_java_frames(said: str) -> str:
    return "\n".join(line for line in said.splitlines() if not line.startswith("\tat "))


def kill_scripts() -> None:
    """End what runs, as when a job is killed: at once."""
    for process in list(running):
        kill(process)


def kill(process: subprocess.Popen[str]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def jars() -> list[str]:
    """Give the names of what set-up has fetched: MySQL's driver, and the client of S3."""
    driver = json.loads((ROOT / "local/spark/jdbc-driver.json").read_text())
    client = json.loads((ROOT / "test/fixtures/s3a-client.json").read_text())
    return [driver["file"], client["file"], client["sdk"]]


def fetched(url: str, endpoint: str) -> Path:
    package = S3Files(endpoint).find(url)
    assert package is not None, f"the job's package {url} is not there"
    return package


def settings(endpoint: str) -> dict[str, str]:
    """Give what Glue has set already: its own client answers `s3://`."""
    return {
        # A job of a few rows ends before a better compiler would pay.
        "spark.driver.extraJavaOptions": "-Duser.timezone=UTC -XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.log.level": "ERROR",
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.hadoop.fs.s3.impl": CLIENT_OF_S3,
        "spark.hadoop.fs.s3a.endpoint": endpoint,
        "spark.hadoop.fs.s3a.endpoint.region": os.environ["MINISTACK_REGION"],
        "spark.hadoop.fs.s3a.path.style.access": "true",
    }
