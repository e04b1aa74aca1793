"""Prints what AWS's own model says of commands of its CLI: their options, and which of them must be given.

Reads a list of [service, command] as JSON, e.g. [["sqs", "receive-message"]].
"""

from __future__ import annotations

import json
import sys

import botocore.session
from botocore import xform_name

# https://github.com/aws/aws-cli: services that the CLI calls otherwise than the model does.
OTHER_NAMES = {"stepfunctions": "stepfunctions", "s3api": "s3"}


def main() -> None:
    session = botocore.session.get_session()
    found: dict[str, dict[str, list[str]]] = {}
    for service, command in json.load(sys.stdin):
        model = session.get_service_model(OTHER_NAMES.get(service, service))
        operations = {xform_name(name, "-"): name for name in model.operation_names}
        if command not in operations:
            continue
        shape = model.operation_model(operations[command]).input_shape
        members = shape.members if shape else {}
        required = shape.required_members if shape else []
        found[f"{service} {command}"] = {
            "options": [f"--{xform_name(name, '-')}" for name in members],
            "required": [f"--{xform_name(name, '-')}" for name in required],
        }
    json.dump(found, sys.stdout)


main()
