"""Spark on this machine, with the driver of MySQL that set-up has fetched."""

import json
import os
import sys
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
# Spark's classes as the JVM has them in memory, from archive_classes.py, beside the PySpark that they are of. A JVM
# that did not write it passes over it.
CLASS_ARCHIVE = Path(sys.prefix) / "spark-classes.jsa"


def local_session(archive_option: str = "") -> SparkSession:
    """One process that only this machine reaches; paths are `file://` ones.

    `archive_option` is of the JVM, instead of the one that reads the archive of classes.
    """
    if not archive_option and CLASS_ARCHIVE.exists():
        archive_option = f'-XX:SharedArchiveFile="{CLASS_ARCHIVE}"'
    driver = json.loads((ROOT / "local/spark/jdbc-driver.json").read_text())["file"]
    session: SparkSession = (
        SparkSession.builder.master(os.environ.get("CAREPLUS_SPARK_MASTER", "local[*]"))
        .appName("careplus")
        .config("spark.jars", str(ROOT / ".cache/ivy/jars" / driver))
        .config("spark.driver.memory", _DRIVER_MEMORY)
        .config("spark.driver.extraJavaOptions", f"{_JVM_OPTIONS} {archive_option}")
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
