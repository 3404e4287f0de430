"""The metadata of DOIs as records."""

from __future__ import annotations

from clew.errors import NoText
from clew.model import Notice, Reading, Record
from clew.readers.common.datacite import canonical, record
from clew.readers.datacite_json.parse import Attributes


def reading(attributes: Attributes) -> Reading:
    """Make a record of each DOI's metadata; what has neither title nor DOI is left out.

    Raises
    ------
    NoText: when nothing is left.
    """
    made = [record(canonical(one)) for one in attributes.listed]
    records: dict[str, Record] = {}
    for one in made:
        if one:
            records.setdefault(one.key, one)
    if not records:
        raise NoText(
            f"{attributes.location} is DataCite JSON without a title or a DOI.",
            hint="Ask the API for other records.",
        )
    left = made.count(None)
    message = f"Left out for having neither title nor DOI: {left}."
    notices = (Notice(message=message),) if left else ()
    return Reading(records=tuple(records.values()), notices=notices)
