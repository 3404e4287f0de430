"""Points in time, as protocols write them."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present moment, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def parse_moment(text: str | None) -> datetime | None:
    """Read an ISO 8601 date or date and time; one without a zone is taken as UTC."""
    try:
        moment = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def stamp(moment: datetime) -> str:
    """Write a moment as ``2031-05-02T09:30:00Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day(moment: datetime) -> str:
    """Write the day of a moment as ``2031-05-02``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d")
