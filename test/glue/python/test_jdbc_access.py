import pytest

from careplus_glue.jdbc_access import JdbcAccess
from careplus_glue.job_fault import JobFault


def test_options_of_the_address_stay_but_for_those_the_text_of_values_depends_on() -> None:
    access = JdbcAccess.of("jdbc:mysql://db.example:3307/tickets?sslMode=REQUIRED&connectionTimeZone=LOCAL", "u", "p")

    assert access.server == "db.example:3307"
    address, _, options = access.url.partition("?")
    assert address == "jdbc:mysql://db.example:3307/tickets"
    assert "sslMode=REQUIRED" in options.split("&")
    assert "connectionTimeZone=UTC" in options.split("&")
    assert "connectionTimeZone=LOCAL" not in options


def test_rows_are_streamed() -> None:
    access = JdbcAccess.of("jdbc:mysql://h/d", "u", "p")

    assert access.reader_options()["fetchsize"] == "-2147483648"


@pytest.mark.parametrize("url", ["jdbc:mariadb://h/d", "mysql://h/d", "jdbc:mysql:///d", ""])
def test_another_scheme_is_refused(url: str) -> None:
    with pytest.raises(JobFault) as fault:
        JdbcAccess.of(url, "u", "s3cret")

    assert fault.value.code == "bad_jdbc_url"
    assert "s3cret" not in str(fault.value)
