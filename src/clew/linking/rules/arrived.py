"""What a rule is given: a record that has just arrived, and what came with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from clew.catalogue.lookup import Found
from clew.model import Record


class Arrived(NamedTuple):
    """A record with where it stands, and where the others of its document stand, by key."""

    found: Found
    record: Record
    beside: Mapping[str, Found]
