"""The wall clock. Everybody else takes `now` as an argument."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return this instant, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one reader of the wall clock
