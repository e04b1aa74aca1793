"""Runs the script of a Glue job as Glue does: a process of its own, with the job's and the run's arguments."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

LONGEST_ERROR = 2_000
LIMIT_SECONDS = 300


def run_script(run: dict[str, Any], job: dict[str, Any], args: dict[str, Any], resolved: str) -> None:
    """Run the script and put its end into `run`: SUCCEEDED, or FAILED with the end of what it said."""
    given = {"--JOB_NAME": run["JobName"], **job.get("DefaultArguments", {}), **args}
    words = [word for name, value in given.items() for word in (name, str(value))]
    command = [*os.environ.get("GLUE_RUNNER", sys.executable).split(), resolved, *words]
    try:
        ended = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        run["JobRunState"] = "TIMEOUT"
        return
    run["JobRunState"] = "SUCCEEDED" if ended.returncode == 0 else "FAILED"
    if ended.returncode != 0:
        run["ErrorMessage"] = ended.stderr[-LONGEST_ERROR:]
