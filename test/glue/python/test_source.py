import pytest

from careplus_glue.job_fault import JobFault
from careplus_glue.read_connections import TableClock, was_quiet
from careplus_glue.source_columns import match_columns, new_drift
from careplus_glue.table_name import TableName, quote_identifier
from careplus_glue.time_zone import check_time_zone

REQUIRED = ["ticket_id", "created_at", "resolved_at", "agent", "priority", "num_interactions", "issuecat", "channel"]


@pytest.mark.parametrize(
    ("text", "database", "quoted"),
    [
        ("tickets", "careplus", "`careplus`.`tickets`"),
        ("other.tickets", "careplus", "`other`.`tickets`"),
        ("`a.b`.`c``d`", "", "`a.b`.`c``d`"),
    ],
)
def test_a_table_is_named_as_in_mysql(text: str, database: str, quoted: str) -> None:
    assert TableName.parse(text, database).quoted == quoted


@pytest.mark.parametrize("text", ["", ".", "a.", ".a", "`a", "`a`b", "`a`.", "a.b.c", "``"])
def test_what_is_no_table_name_is_refused(text: str) -> None:
    with pytest.raises(JobFault) as fault:
        TableName.parse(text, "careplus")

    assert fault.value.code == "bad_table_name"


def test_a_name_is_quoted_whatever_is_in_it() -> None:
    assert quote_identifier("a`; drop table b") == "`a``; drop table b`"


def test_columns_match_in_any_letter_case_and_the_others_are_drift() -> None:
    match = match_columns([*REQUIRED, "STATUS", "manager"], "t")

    assert match.spelling["IssUeCat"] == "issuecat"
    assert match.spelling["status"] == "STATUS"
    assert match.drift == ["manager"]
    assert new_drift(match, None, "t") == [
        'The table t has a column "manager" that no contract knows; the raw CSV keeps it.'
    ]
    assert new_drift(match, ["manager"], "t") == []


def test_two_columns_for_one_are_refused() -> None:
    with pytest.raises(JobFault, match='two columns for status: "status" and "STATUS"'):
        match_columns([*REQUIRED, "status", "STATUS"], "t")


@pytest.mark.parametrize(
    ("before", "after", "quiet"),
    [
        (TableClock(100, 200), TableClock(100, 300), True),
        (TableClock(100, 200), TableClock(250, 300), False),
        # A commit of the last two seconds may have missed the reads.
        (TableClock(199, 200), TableClock(199, 300), False),
        (None, TableClock(100, 300), False),
        (TableClock(100, 200), None, False),
    ],
)
def test_a_table_was_quiet_only_if_its_clock_says_so(
    before: TableClock | None, after: TableClock | None, quiet: bool
) -> None:
    assert was_quiet(before, after) is quiet


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc"])
def test_an_unknown_time_zone_is_refused(name: str) -> None:
    with pytest.raises(JobFault) as fault:
        check_time_zone(name)

    assert fault.value.code == "unknown_time_zone"
