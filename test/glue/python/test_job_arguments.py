import sys
from types import ModuleType

import pytest
from pyspark import SparkContext
from pyspark.sql import SparkSession

from careplus_glue.job_arguments import JobArgument, read_arguments, read_jdbc_access
from careplus_glue.job_fault import JobFault

WANTED = [JobArgument("source_object"), JobArgument("time_zone", "UTC")]


def test_arguments_may_be_written_with_hyphens_or_underscores() -> None:
    hyphens = read_arguments(["job", "--source-object", "a", "--time-zone", "Europe/Berlin"], WANTED)
    underscores = read_arguments(["job", "--source_object", "a", "--time_zone", "Europe/Berlin"], WANTED)

    assert hyphens == underscores == {"source_object": "a", "time_zone": "Europe/Berlin"}


def test_arguments_have_defaults_and_those_of_others_are_let_pass() -> None:
    arguments = read_arguments(["job", "--JOB_NAME", "x", "--source_object", "a"], WANTED)

    assert arguments == {"source_object": "a", "time_zone": "UTC"}


def test_a_missing_argument_ends_the_job(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        read_arguments(["job"], WANTED)

    assert "--source" in capsys.readouterr().err


def test_glue_is_asked_for_what_was_given_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """getResolvedOptions ends the job for a name that is not on the command line."""
    asked: list[str] = []

    def get_resolved_options(argv: list[str], names: list[str]) -> dict[str, str]:
        asked.extend(names)
        return {name: argv[argv.index(f"--{name}") + 1] for name in names} | {"JOB_NAME": "x"}

    utils = ModuleType("awsglue.utils")
    utils.getResolvedOptions = get_resolved_options  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "awsglue", ModuleType("awsglue"))
    monkeypatch.setitem(sys.modules, "awsglue.utils", utils)

    arguments = read_arguments(["job", "--JOB_NAME", "x", "--source_object", "a"], WANTED)

    assert arguments == {"source_object": "a", "time_zone": "UTC"}
    assert asked == ["source_object"]


def test_the_password_comes_from_the_named_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINE", "s3cret")
    arguments = {"connection": "", "jdbc_url": "jdbc:mysql://host/db", "user": "me", "password_env": "MINE"}

    access = read_jdbc_access(arguments)

    assert (access.server, access.database, access.user, access.password) == ("host:3306", "db", "me", "s3cret")
    assert "s3cret" not in repr(access)


def test_on_glue_address_and_credentials_are_those_of_the_connection(
    spark: SparkSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    class GlueContext:
        def __init__(self, context: SparkContext) -> None:
            assert context is spark.sparkContext

        def extract_jdbc_conf(self, name: str) -> dict[str, str]:
            assert name == "careplus-tickets"
            return {"fullUrl": "jdbc:mysql://db.example:3306/careplus", "user": "reader", "password": "s3cret"}

    context = ModuleType("awsglue.context")
    context.GlueContext = GlueContext  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "awsglue", ModuleType("awsglue"))
    monkeypatch.setitem(sys.modules, "awsglue.context", context)

    access = read_jdbc_access({"connection": "careplus-tickets", "jdbc_url": "", "user": "me", "password_env": "MINE"})

    assert (access.server, access.database) == ("db.example:3306", "careplus")
    assert (access.user, access.password) == ("reader", "s3cret")


def test_a_job_without_a_source_says_how_to_name_one() -> None:
    arguments = {"connection": "", "jdbc_url": "", "user": "me", "password_env": "MINE"}

    with pytest.raises(JobFault, match="--jdbc-url"):
        read_jdbc_access(arguments)
