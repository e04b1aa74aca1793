"""Arguments of a job."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# As in https://github.com/awslabs/aws-glue-libs/blob/master/awsglue/utils.py
RESERVED = {
    "job-bookmark-option",
    "job-bookmark-from",
    "job-bookmark-to",
    "JOB_ID",
    "JOB_RUN_ID",
    "SECURITY_CONFIGURATION",
}


def getResolvedOptions(args: Sequence[str], options: Sequence[str]) -> dict[str, str]:  # noqa: N802 (Glue's name)
    """Give the named options, all of which must be there."""
    parser = argparse.ArgumentParser()
    for option in options:
        if option in RESERVED:
            raise RuntimeError(f"Using reserved arguments {option}")
        parser.add_argument(f"--{option}", required=True)
    parsed, _ = parser.parse_known_args(args[1:])
    return dict(vars(parsed))
