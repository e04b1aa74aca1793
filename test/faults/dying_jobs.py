"""The Glue jobs in one Spark session, as local/spark/serve_jobs.py runs them, and killed at a wanted place.

The path of modules has `local/spark` and `glue`.
`--dies_at N` lets a job reach into the lake N times. From then on nothing of it gets there, what it does at its end
(`finally`) included: as when its machine is lost.
"""

from typing import Any

import serve_jobs
from pyspark.sql import SparkSession

from careplus_glue.job_arguments import Arguments, JobArgument
from careplus_glue.job_run import Job
from careplus_glue.lake import Lake


class Killed(Exception):
    """The job is no more."""


class Life:
    left = 0


def mortal(method: Any) -> Any:
    """Give the method of the lake, which fails once the job's life is over."""

    def reach(self: Lake, key: str) -> Any:
        Life.left -= 1
        if Life.left < 0:
            raise Killed("the job was killed")
        return method(self, key)

    return reach


def with_end(job: Job) -> Job:
    def run(args: Arguments, spark: SparkSession) -> dict[str, Any]:
        Life.left = int(args["dies_at"])
        return job(args, spark)

    return run


if __name__ == "__main__":
    Lake._at = mortal(Lake._at)
    Lake.uri = mortal(Lake.uri)
    for name, (job, wanted) in list(serve_jobs._JOBS.items()):
        serve_jobs._JOBS[name] = (with_end(job), [*wanted, JobArgument("dies_at", "1000000")])
    serve_jobs._serve()
