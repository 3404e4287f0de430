"""A thing as sources describe it, for tests of what is made of their records."""

from __future__ import annotations

from clew.model import Held, Kind, Record, Resource


def resource(*records: Record) -> Resource:
    """Return a thing that so many sources describe."""
    held = tuple(
        Held(
            number=number,
            source="files",
            location=f"{number}.html",
            document="0" * 64,
            reader="test 1",
            version=1,
            read_at="2026-01-01T00:00:00+00:00",
            record=record,
        )
        for number, record in enumerate(records, 1)
    )
    return Resource(number=1, slug="kettles", kind=Kind.DATASET, revision=1, held=held)
