"""Arguments of a job: from Glue where awsglue is importable, from the command line elsewhere."""

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass

from careplus_glue.jdbc_access import JdbcAccess
from careplus_glue.job_fault import JobFault

Arguments = dict[str, str]


@dataclass(frozen=True)
class JobArgument:
    """One `--name value`; without a default it must be given."""

    name: str
    default: str | None = None


def read_arguments(argv: Sequence[str], wanted: Sequence[JobArgument]) -> Arguments:
    """Reads the wanted arguments of `argv` (a whole `sys.argv`); others, such as Glue's own, are let pass.

    Names are in snake_case, because Glue loses arguments with a hyphen; the command line takes both.
    """
    defaults = {argument.name: argument.default for argument in wanted if argument.default is not None}
    try:
        from awsglue.utils import getResolvedOptions
    except ImportError:
        return defaults | _parse(argv, wanted)
    given = [argument.name for argument in wanted if argument.name not in defaults or f"--{argument.name}" in argv]
    return defaults | {name: getResolvedOptions(list(argv), given)[name] for name in given}


def _parse(argv: Sequence[str], wanted: Sequence[JobArgument]) -> Arguments:
    parser = argparse.ArgumentParser(prog=os.path.basename(argv[0]), allow_abbrev=False)
    for argument in wanted:
        spellings = {f"--{argument.name}", f"--{argument.name.replace('_', '-')}"}
        parser.add_argument(*spellings, dest=argument.name, required=argument.default is None)
    parsed, _ = parser.parse_known_args(argv[1:])
    return {name: value for name, value in vars(parsed).items() if value is not None}


def read_jdbc_access(args: Arguments) -> JdbcAccess:
    """Address and credentials: of the Glue connection `connection`, else of `jdbc_url`, `user` and the environment
    variable that `password_env` names, so that no password is on a command line."""
    if args["connection"] != "":
        from awsglue.context import GlueContext
        from pyspark import SparkContext

        found = GlueContext(SparkContext.getOrCreate()).extract_jdbc_conf(args["connection"])
        return JdbcAccess.of(found["fullUrl"], found["user"], found["password"])
    if args["jdbc_url"] == "":
        raise JobFault("no_source", "Say where MySQL is: --connection on Glue, --jdbc-url elsewhere.")
    return JdbcAccess.of(args["jdbc_url"], args["user"], os.environ.get(args["password_env"], ""))
