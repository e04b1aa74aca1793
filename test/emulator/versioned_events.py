"""S3's events name the version of the object, where its bucket keeps versions; ministack's to EventBridge do not."""

from __future__ import annotations

import json
import threading
from typing import Any

from ministack.services import eventbridge, s3
from private_names import require

of_this_event = threading.local()


def name_versions() -> None:
    """Put `version-id` into the events, as S3 does."""
    fire = require(
        s3,
        "_fire_s3_event",
        "bucket_name key event_name size etag deletion_type restore_event_data version_id sequencer object_extra "
        "record_extra",
    )
    dispatch = require(eventbridge, "_dispatch_event", "event view")

    def fire_versioned(*given: Any, version_id: str | None = None, **named: Any) -> None:
        of_this_event.version = version_id
        try:
            fire(*given, version_id=version_id, **named)
        finally:
            of_this_event.version = None

    def dispatch_versioned(event: Any, view: Any = None) -> Any:
        version = getattr(of_this_event, "version", None)
        if version and event["Source"] == "aws.s3":
            detail = json.loads(event["Detail"])
            detail["object"]["version-id"] = version
            event = {**event, "Detail": json.dumps(detail)}
        return dispatch(event, view)

    s3._fire_s3_event = fire_versioned
    eventbridge._dispatch_event = dispatch_versioned
