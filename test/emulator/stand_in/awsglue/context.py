"""The session of a job, and the connections that were made in Glue."""

from __future__ import annotations

import json
import os
import urllib.request
from typing import TYPE_CHECKING, Any

from pyspark.sql import SparkSession

if TYPE_CHECKING:
    from pyspark import SparkContext


class GlueContext:
    """A session that can look up Glue's connections."""

    def __init__(self, context: SparkContext) -> None:
        self.spark_session = SparkSession(context)

    def extract_jdbc_conf(self, connection_name: str) -> dict[str, Any]:
        """Give address and credentials of a connection, the latter from its secret."""
        found = call("AWSGlue.GetConnection", {"Name": connection_name})["Connection"]["ConnectionProperties"]
        secret = call("secretsmanager.GetSecretValue", {"SecretId": found["SECRET_ID"]})
        credentials = json.loads(secret["SecretString"])
        url = found["JDBC_CONNECTION_URL"]
        return {
            "url": url.rpartition("/")[0],
            "fullUrl": url,
            "user": credentials["username"],
            "password": credentials["password"],
            "vendor": "mysql",
            "enforceSSL": found["JDBC_ENFORCE_SSL"],
        }


def call(target: str, request: dict[str, Any]) -> dict[str, Any]:
    headers = {"X-Amz-Target": target, "Content-Type": "application/x-amz-json-1.1"}
    asked = urllib.request.Request(os.environ["AWS_ENDPOINT_URL"], json.dumps(request).encode(), headers)
    with urllib.request.urlopen(asked, timeout=30) as answer:
        return dict(json.loads(answer.read()))
