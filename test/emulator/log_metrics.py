"""Functions' logs as Lambda writes them in JSON, and the metrics that filters of log groups make of them."""

from __future__ import annotations

import inspect
import json
import queue
import re
from typing import Any

import ministack.core.lambda_runtime as lambda_runtime
from ministack.core.responses import error_response_json
from ministack.services import cloudwatch, cloudwatch_logs
from private_names import require

STDERR = "const _stderrWrite = process.stderr.write.bind(process.stderr);"
STDOUT = "const _realStdoutWrite = process.stdout.write.bind(process.stdout);"
END_OF_LOG = "-- the function has answered --"
# What a process that ended has still written is read in less.
LAST_LINES_SECONDS = 5.0
# An answer goes to standard output; writing to a pipe is synchronous, so its log is before this line.
END_BEFORE_ANSWER = f"""
const _answer = process.stdout.write.bind(process.stdout);
const _realStdoutWrite = (line) => {{
  if (!line.startsWith('{{"status":"ready"')) _stderrWrite({json.dumps(END_OF_LOG)} + "\\n");
  _answer(line);
}};
"""
# https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html#nodejs-logging-advanced
JSON_CONSOLE = """
for (const [name, level] of Object.entries({ log: "INFO", info: "INFO", warn: "WARN", error: "ERROR" })) {
  console[name] = (...said) => {
    const message = said.length === 1 ? said[0] : require("util").format(...said);
    _stderrWrite(JSON.stringify({ timestamp: new Date().toISOString(), level, message }) + "\\n");
  };
}
"""
# The form that the program's filters have.
PATTERN = re.compile(r'\{ \$\.(?P<path>[\w.]+) = "(?P<text>[^"]*)" \}')


def log_in_json() -> None:
    assert STDERR in lambda_runtime._NODEJS_WORKER_SCRIPT
    lambda_runtime._NODEJS_WORKER_SCRIPT = lambda_runtime._NODEJS_WORKER_SCRIPT.replace(STDERR, STDERR + JSON_CONSOLE)


def keep_whole_logs() -> None:
    """ministack takes what was read of a log up to a pause of 5 ms: on a busy machine the last lines were lost."""
    assert STDOUT in lambda_runtime._NODEJS_WORKER_SCRIPT
    lambda_runtime._NODEJS_WORKER_SCRIPT = lambda_runtime._NODEJS_WORKER_SCRIPT.replace(STDOUT, END_BEFORE_ANSWER)
    require(lambda_runtime.Worker, "_drain_stderr_bounded", "self first_line_wait idle_confirm hard_cap")
    assert "_stderr_queue" in inspect.getsource(lambda_runtime.Worker._drain_stderr_bounded)
    lambda_runtime.Worker._drain_stderr_bounded = log_to_its_end


def log_to_its_end(worker: Any) -> str:
    """Give the lines of an invocation; those of one whose process ended are all that come."""
    lines: list[str] = []
    try:
        while (line := worker._stderr_queue.get(timeout=LAST_LINES_SECONDS)) != END_OF_LOG:
            lines.append(line)
    except queue.Empty:
        pass
    return "\n".join(lines)


def make_metrics() -> None:
    """ministack keeps metric filters and does nothing with them."""
    put_filter = require(cloudwatch_logs, "_put_metric_filter", "data")
    tell = require(cloudwatch_logs, "_fanout_to_subscription_filters", "group_name stream_name events")
    require(cloudwatch, "_evaluate_all_alarms", "")
    assert callable(cloudwatch_logs._metric_filters.items)

    def put_known_filter(data: dict[str, Any]) -> Any:
        if not PATTERN.fullmatch(data.get("filterPattern", "")):
            return error_response_json("InvalidParameterException", "the emulator does not know this pattern", 400)
        return put_filter(data)

    def tell_and_count(group: str, stream: str, events: list[dict[str, Any]]) -> Any:
        for (filtered, _), known in list(cloudwatch_logs._metric_filters.items()):
            if filtered == group:
                for event in events:
                    count(known, event["message"])
        cloudwatch._evaluate_all_alarms()
        return tell(group, stream, events)

    cloudwatch_logs._put_metric_filter = put_known_filter
    cloudwatch_logs._fanout_to_subscription_filters = tell_and_count


def count(known: dict[str, Any], line: str) -> None:
    """Make a value of each metric of the filter, where the line is one that it lets through."""
    pattern = PATTERN.fullmatch(known["filterPattern"])
    assert pattern is not None
    if not line.startswith("{") or member(json.loads(line), pattern["path"]) != pattern["text"]:
        return
    for made in known["metricTransformations"]:
        value = made["metricValue"]
        number = member(json.loads(line), value.removeprefix("$.")) if value.startswith("$.") else value
        cloudwatch.record_metric(made["metricNamespace"], made["metricName"], float(number))


def member(value: Any, path: str) -> Any:
    """What a path of names leads to, if anything."""
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value
