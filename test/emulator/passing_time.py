"""Lets hours pass in a moment: for queues, whose messages come again, for schedules and for metrics."""

from __future__ import annotations

import time
from typing import Any

from ministack.core.concurrency import esm_wake
from ministack.services import cloudwatch, scheduler, sqs
from private_names import require

# How often schedules are looked at; ministack's own 10 seconds are long for a test.
LOOK_SECONDS = 0.1


class AheadClock:
    """The module `time`, so many seconds ahead."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def time(self) -> float:
        return time.time() + self.ahead

    def __getattr__(self, name: str) -> Any:
        return getattr(time, name)


clock = AheadClock()


def move_clocks() -> None:
    """Give them the clock that `pass_time` moves."""
    for module in (sqs, scheduler, cloudwatch):
        assert module.time is time, f"{module.__name__} no longer takes its time from the module `time`"
        module.time = clock
    require(scheduler, "_tick_schedules", "")
    assert scheduler._SCHEDULE_TICK_INTERVAL == 10
    scheduler._SCHEDULE_TICK_INTERVAL = LOOK_SECONDS


def pass_time(seconds: float) -> None:
    clock.ahead += seconds
    esm_wake.set()
