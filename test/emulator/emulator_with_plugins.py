"""ministack with what the platform needs beside it: Step Functions' `.sync` calls, error names of Node, Athena's SQL.

It takes its settings from the environment, commands (`{"passSeconds": 3600}`, `{"killJobs": true}`, a line each) from
its standard input, and ends when that does. Every private name of ministack that is replaced is asserted first, so that
another version fails at the start and not in a test.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
import urllib.error
import urllib.request
from typing import Any

import ministack.core.lambda_runtime as lambda_runtime
import sqlglot
from distributed_map import speak_jsonata_in_maps
from full_listings import complete_listings
from glue_scripts import kill_scripts, run_script
from hadoop_client import hide_encryption
from log_metrics import keep_whole_logs, log_in_json, make_metrics
from ministack.services import athena, glue, lambda_svc, stepfunctions
from passing_time import move_clocks, pass_time
from private_names import require
from queue_metrics import look_at_dimensions, tell_queue_lengths
from sdk_calls import record_calls
from versioned_events import name_versions

INTEGRATION = "arn:aws:states:::"
SDK = f"{INTEGRATION}aws-sdk:"
NODE_FAULT = 'status: "error", error: String(err.message || err), trace: err.stack || ""'
ENDED = {"SUCCEEDED", "FAILED", "TIMEOUT", "STOPPED", "ERROR", "CANCELLED"}
POLL_SECONDS = 0.1
of_this_call = threading.local()


def name_node_errors() -> None:
    """Let a Lambda's `errorType` be the error's name, as Lambda does."""
    assert NODE_FAULT in lambda_runtime._NODEJS_WORKER_SCRIPT
    lambda_runtime._NODEJS_WORKER_SCRIPT = lambda_runtime._NODEJS_WORKER_SCRIPT.replace(
        NODE_FAULT, f'{NODE_FAULT}, errorType: (err && err.name) || "Error"'
    )
    assert callable(lambda_runtime.Worker.invoke)
    invoke = lambda_runtime.Worker.invoke
    execute = require(lambda_svc, "_execute_function_warm", "func event request_id")

    def invoke_and_keep_name(self: Any, *args: Any, **named: Any) -> Any:
        result = invoke(self, *args, **named)
        of_this_call.error = result.get("errorType") if result.get("status") == "error" else None
        return result

    def execute_with_name(func: Any, event: Any, request_id: Any) -> Any:
        of_this_call.error = None
        result = execute(func, event, request_id)
        if result.get("error") and of_this_call.error:
            result["body"]["errorType"] = of_this_call.error
        return result

    lambda_runtime.Worker.invoke = invoke_and_keep_name
    lambda_svc._execute_function_warm = execute_with_name


def wait_for_jobs() -> None:
    """Give the state machines Glue's and Athena's `.sync` and the Data API."""
    call = require(stepfunctions, "_invoke_aws_sdk_integration", "resource input_data")

    def until_ended(describe: Any, state_of: Any) -> Any:
        while state_of(found := describe()) not in ENDED:
            time.sleep(POLL_SECONDS)
        if state_of(found) != "SUCCEEDED":
            raise stepfunctions._ExecutionError("States.TaskFailed", json.dumps(found, default=str))
        return found

    def run_glue(resource: str, given: dict[str, Any]) -> Any:
        started = call(f"{SDK}glue:startJobRun", given)
        if not resource.endswith(".sync"):
            return started
        run = {"JobName": given["JobName"], "RunId": started["JobRunId"]}
        return until_ended(lambda: call(f"{SDK}glue:getJobRun", run)["JobRun"], lambda found: found["JobRunState"])

    def run_athena(resource: str, given: dict[str, Any]) -> Any:
        started = call(f"{SDK}athena:startQueryExecution", given)
        if not resource.endswith(".sync"):
            return started
        return until_ended(
            lambda: call(f"{SDK}athena:getQueryExecution", started),
            lambda found: found["QueryExecution"]["Status"]["State"],
        )

    def list_objects(resource: str, given: dict[str, Any]) -> Any:
        # Numbers come as the texts that they are in XML.
        listed = call(resource, given)
        return {**listed, "KeyCount": int(listed["KeyCount"]), "MaxKeys": int(listed["MaxKeys"])}

    assert isinstance(stepfunctions._SERVICE_DISPATCH, dict)
    assert issubclass(stepfunctions._ExecutionError, Exception)
    stepfunctions._SERVICE_DISPATCH.update(
        {
            f"{INTEGRATION}glue:startJobRun": run_glue,
            f"{INTEGRATION}athena:startQueryExecution": run_athena,
            f"{SDK}redshiftdata:": ask_warehouse,
            f"{SDK}s3:listObjectsV2": list_objects,
        }
    )


def ask_warehouse(resource: str, given: dict[str, Any]) -> Any:
    operation = resource.rpartition(":")[2]
    request = urllib.request.Request(
        os.environ["AWS_ENDPOINT_URL_REDSHIFT_DATA"],
        data=json.dumps(given).encode(),
        headers={"X-Amz-Target": f"RedshiftData.{operation[0].upper()}{operation[1:]}"},
    )
    try:
        return json.loads(urllib.request.urlopen(request, timeout=30).read())
    except urllib.error.HTTPError as error:
        fault = json.loads(error.read())
        raise stepfunctions._ExecutionError(f"RedshiftData.{fault['__type']}", fault.get("message", "")) from error


def run_real_scripts() -> None:
    """Let a Glue job be its script."""
    require(glue, "_is_spark_job", "job")
    require(glue, "_execute_subprocess", "run job args resolved")
    glue._is_spark_job = lambda job: False
    glue._execute_subprocess = run_script


def speak_athena() -> None:
    """Let Athena's own SQL be asked: the emulator gives the text to DuckDB as it is."""
    run = require(athena, "_run_duckdb", "query database catalog")

    async def run_translated(query: str, database: str, catalog: str | None = None) -> Any:
        return await run(sqlglot.transpile(query, read="athena", write="duckdb")[0], database, catalog)

    athena._run_duckdb = run_translated


def obey_input() -> None:
    """Take commands, a line each, and end with the test that started this, whose end of the pipe then closes."""

    def obey() -> None:
        for line in sys.stdin:
            command = json.loads(line)
            if "passSeconds" in command:
                pass_time(command["passSeconds"])
            else:
                kill_scripts()
        kill_scripts()
        os._exit(0)

    threading.Thread(target=obey, daemon=True).start()


if __name__ == "__main__":
    name_node_errors()
    record_calls()
    wait_for_jobs()
    speak_jsonata_in_maps()
    name_versions()
    run_real_scripts()
    hide_encryption()
    speak_athena()
    complete_listings()
    move_clocks()
    log_in_json()
    keep_whole_logs()
    make_metrics()
    look_at_dimensions()
    tell_queue_lengths(os.environ["MINISTACK_REGION"])
    obey_input()
    from ministack.app import main

    sys.exit(main())
