"""The only reader of the clock. Edges call `now` once and pass it down; nothing below them asks what time it is."""

from datetime import UTC, datetime


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)
