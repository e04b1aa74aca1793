"""What our plug-ins take for granted about ministack's private names."""

from __future__ import annotations

import inspect
from typing import Any


def require(module: Any, name: str, parameters: str) -> Any:
    """Give the private function of that name, which must still take these parameters."""
    found = getattr(module, name, None)
    assert callable(found), f"{module.__name__} has no {name}: is ministack the version of test/requirements.txt?"
    taken = " ".join(inspect.signature(found).parameters)
    assert taken == parameters, f"{module.__name__}.{name} takes ({taken}), not ({parameters})"
    return found
