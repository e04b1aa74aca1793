"""Spark on this machine, with the driver of MySQL that set-up has fetched."""

import json
import os
from pathlib import Path

from pyspark.sql import SparkSession

ROOT = Path(__file__).resolve().parents[2]
# Holds what 5,000,000 tickets take.
_DRIVER_MEMORY = "3g"
# One collector that works in parallel does better on few cores than the one that cleans beside the work. The compiler
# takes a third of a run's time on two cores, and a session is short: it inlines less, as methods pay back less.
_JVM_OPTIONS = (
    "-Duser.timezone=UTC -XX:+UseParallelGC -XX:MaxInlineLevel=5 -XX:FreqInlineSize=150 -XX:InlineSmallCode=1200"
)


def local_session() -> SparkSession:
    """One process that only this machine reaches; paths are `file://` ones."""
    driver = json.loads((ROOT / "local/spark/jdbc-driver.json").read_text())["file"]
    session: SparkSession = (
        SparkSession.builder.master(os.environ.get("CAREPLUS_SPARK_MASTER", "local[*]"))
        .appName("careplus")
        .config("spark.jars", str(ROOT / ".cache/ivy/jars" / driver))
        .config("spark.driver.memory", _DRIVER_MEMORY)
        .config("spark.driver.extraJavaOptions", _JVM_OPTIONS)
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        # Without a checksum file beside each object.
        .config("spark.hadoop.fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    return session
