from collections.abc import Iterator
from pathlib import Path

import pytest
from pyspark.sql import SparkSession
from spark_session import local_session

from careplus_glue.job_arguments import Arguments, read_arguments
from careplus_glue.lake import LAKE_ARGUMENTS, Lake
from careplus_glue.session import prepare_session


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    session = local_session()
    prepare_session(session, 0)
    yield session
    session.stop()


@pytest.fixture
def lake(spark: SparkSession, tmp_path: Path) -> Lake:
    return Lake(spark, lake_arguments(tmp_path))


def lake_arguments(folder: Path) -> Arguments:
    return read_arguments(["job", "--lake", folder.as_uri()], LAKE_ARGUMENTS)
