import json
from datetime import UTC, datetime
from typing import Any

import pytest
from pyspark.sql import SparkSession

from careplus_glue.job_arguments import Arguments, JobArgument
from careplus_glue.job_fault import JobFault
from careplus_glue.job_run import iso_millis, run_id_of, run_job, time_of

WANTED = [JobArgument("table")]


def test_a_job_says_what_came_of_it_as_one_line_of_json(
    spark: SparkSession, capsys: pytest.CaptureFixture[str]
) -> None:
    def job(args: Arguments, session: SparkSession) -> dict[str, Any]:
        return {"kind": "unchanged", "table": args["table"], "spark": session.version}

    run_job("extract_tickets", ["job", "--table", "t"], WANTED, job)

    [line] = capsys.readouterr().out.splitlines()
    outcome = json.loads(line)
    assert outcome.pop("seconds") >= 0
    assert outcome == {"job": "extract_tickets", "kind": "unchanged", "table": "t", "spark": spark.version}


@pytest.mark.usefixtures("spark")
def test_a_fault_ends_the_process_with_its_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    def job(_args: Arguments, _session: SparkSession) -> dict[str, Any]:
        raise JobFault("mysql_unreachable", "No MySQL server answers at h:1.")

    with pytest.raises(SystemExit) as ended:
        run_job("extract_tickets", ["job", "--table", "t"], WANTED, job)

    # Python prints such a code to stderr and exits with 1.
    assert ended.value.code == "extract_tickets: No MySQL server answers at h:1."
    assert json.loads(capsys.readouterr().out) == {
        "job": "extract_tickets",
        "error": {"code": "mysql_unreachable", "message": "No MySQL server answers at h:1."},
    }


def test_a_run_without_a_name_gets_one_that_sorts_by_its_time() -> None:
    moment = time_of({"now": "2026-01-02T03:04:05.678+01:00"})

    name = run_id_of({"run_id": ""}, moment)

    assert moment == datetime(2026, 1, 2, 2, 4, 5, 678_000, tzinfo=UTC)
    assert iso_millis(moment) == "2026-01-02T02:04:05.678Z"
    assert name.startswith("20260102T020405678Z-")
    assert run_id_of({"run_id": "mine"}, moment) == "mine"
