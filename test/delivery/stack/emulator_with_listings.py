"""ministack with two listings that it lacks: RDS's retained backups (there are none), and dashboards with real dates.

Each private name that is replaced is asserted first, so that another version fails at the start and not in a test.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from ministack.services import cloudwatch, rds


def list_retained_backups(params: Any) -> Any:
    """Answer that no backup outlived its cluster."""
    answer = "<DBClusterAutomatedBackups></DBClusterAutomatedBackups>"
    name = "DescribeDBClusterAutomatedBackups"
    return rds._xml(200, f"{name}Response", f"<{name}Result>{answer}</{name}Result>")


assert "DescribeDBClusterAutomatedBackups" not in rds._ACTION_MAP
rds._ACTION_MAP["DescribeDBClusterAutomatedBackups"] = list_retained_backups

list_dashboards = cloudwatch._list_dashboards


def list_dashboards_with_dates(params: Any, cbor_data: Any, is_cbor: bool, is_json: bool = False) -> Any:
    """Give the date as seconds, which is what the SDK reads from JSON."""
    assert is_json
    status, headers, body = list_dashboards(params, cbor_data, is_cbor, is_json)
    answer = json.loads(body)
    for entry in answer["DashboardEntries"]:
        entry["LastModified"] = 1_700_000_000
    return status, headers, json.dumps(answer).encode()


cloudwatch._list_dashboards = list_dashboards_with_dates

from ministack.app import main  # noqa: E402

sys.exit(main())
