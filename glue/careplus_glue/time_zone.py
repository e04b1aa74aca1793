"""Names of time zones."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from careplus_glue.job_fault import JobFault


def check_time_zone(name: str) -> None:
    """Raises JobFault `unknown_time_zone` unless the name is one of the IANA time zones ("Europe/Berlin", "UTC")."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise JobFault(
            "unknown_time_zone",
            f'"{name}" is no time zone; give one of the IANA names, such as UTC or Europe/Berlin.',
        ) from error
