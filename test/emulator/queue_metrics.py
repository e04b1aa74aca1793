"""CloudWatch as the platform's alarms know it: SQS tells how much waits, and an alarm looks at its own dimensions."""

from __future__ import annotations

import threading
import time
from typing import Any

from ministack.core.responses import set_request_account_id, set_request_region
from ministack.services import cloudwatch, sqs
from private_names import require

ACCOUNT = "000000000000"
# SQS tells every minute; a test has no minute.
TELL_SECONDS = 0.5


class MetricsOfAlarm:
    """All metrics, of which a listing shows those with the alarm's dimensions."""

    def __init__(self, metrics: Any, dimensions: str) -> None:
        self._metrics = metrics
        self._dimensions = dimensions

    def items(self) -> list[Any]:
        return [(key, points) for key, points in self._metrics.items() if key[2] == self._dimensions]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._metrics, name)

    def __setitem__(self, key: Any, points: Any) -> None:
        self._metrics[key] = points


def look_at_dimensions() -> None:
    """ministack's own alarm looks at every metric of that name."""
    evaluate = require(cloudwatch, "_evaluate_alarm", "alarm")
    require(cloudwatch, "_dims_from_list", "dimensions")
    require(cloudwatch, "_dims_key", "dims")
    assert callable(cloudwatch._metrics.items)
    metrics = cloudwatch._metrics
    one_at_a_time = threading.Lock()

    def evaluate_own(alarm: dict[str, Any]) -> None:
        own = cloudwatch._dims_key(cloudwatch._dims_from_list(alarm.get("Dimensions") or []))
        with one_at_a_time:
            cloudwatch._metrics = MetricsOfAlarm(metrics, own)
            try:
                evaluate(alarm)
            finally:
                cloudwatch._metrics = metrics

    cloudwatch._evaluate_alarm = evaluate_own


def tell_queue_lengths(region: str) -> None:
    """Put `ApproximateNumberOfMessagesVisible` of every queue, again and again, and look at the alarms."""
    require(sqs, "_refresh_counts", "q")
    assert callable(sqs._queues.values)
    require(cloudwatch, "_evaluate_all_alarms", "")

    def tell() -> None:
        set_request_account_id(ACCOUNT)
        set_request_region(region)
        while True:
            time.sleep(TELL_SECONDS)
            for queue in list(sqs._queues.values()):
                sqs._refresh_counts(queue)
                waiting = int(queue["attributes"]["ApproximateNumberOfMessages"])
                name = {"QueueName": queue["attributes"]["QueueArn"].rpartition(":")[2]}
                metric = "ApproximateNumberOfMessagesVisible"
                cloudwatch.record_metric("AWS/SQS", metric, waiting, "Count", name)
            cloudwatch._evaluate_all_alarms()

    threading.Thread(target=tell, daemon=True).start()
