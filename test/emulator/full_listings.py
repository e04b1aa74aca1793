"""Two listings that ministack lacks: RDS's retained backups (there are none), and dashboards with real dates."""

from __future__ import annotations

import json
from typing import Any

from ministack.services import cloudwatch, rds

RETAINED_BACKUPS = "DescribeDBClusterAutomatedBackups"
ANY_SECOND = 1_700_000_000


def complete_listings() -> None:
    """Answer what the SDK can read; each private name is asserted, so that another version fails at the start."""
    assert RETAINED_BACKUPS not in rds._ACTION_MAP
    assert callable(rds._xml)
    rds._ACTION_MAP[RETAINED_BACKUPS] = list_retained_backups
    assert callable(cloudwatch._list_dashboards)
    list_dashboards = cloudwatch._list_dashboards

    def list_with_dates(params: Any, cbor_data: Any, is_cbor: bool, is_json: bool = False) -> Any:
        assert is_json, "the SDK asks in JSON, whose dates are seconds"
        status, headers, body = list_dashboards(params, cbor_data, is_cbor, is_json)
        answer = json.loads(body)
        for entry in answer["DashboardEntries"]:
            entry["LastModified"] = ANY_SECOND
        return status, headers, json.dumps(answer).encode()

    cloudwatch._list_dashboards = list_with_dates


def list_retained_backups(params: Any) -> Any:
    """Say that no backup outlived its cluster."""
    answer = "<DBClusterAutomatedBackups></DBClusterAutomatedBackups>"
    return rds._xml(
        200, f"{RETAINED_BACKUPS}Response", f"<{RETAINED_BACKUPS}Result>{answer}</{RETAINED_BACKUPS}Result>"
    )
