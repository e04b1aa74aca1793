"""Two pieces of work at once: what the last task of one job leaves of the cores, another job takes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def both(first: Callable[[], A], second: Callable[[], B]) -> tuple[A, B]:
    """What the two return. The fault of either is raised when both have come to their end."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        awaited = beside.submit(second)
        returned = first()
    return returned, awaited.result()
