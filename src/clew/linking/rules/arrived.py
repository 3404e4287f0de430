"""What a rule is given: a record that has just arrived, and what came with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from clew.catalogue.lookup import Found
from clew.linking.names import PersonName
from clew.model import Record


class Arrived(NamedTuple):
    """A record with where it stands, and where the others of its document stand, by key.

    ``people`` has the people of the document by family name.
    """

    found: Found
    record: Record
    beside: Mapping[str, Found]
    people: Mapping[str, Sequence[tuple[PersonName, Found]]]
