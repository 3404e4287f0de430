"""Resources as records."""

from __future__ import annotations

import msgspec

from clew.errors import BrokenDocument
from clew.model import Notice, Reading, Record
from clew.readers.common.datacite import canonical, record
from clew.readers.datacite_xml.parse import Resources


def reading(resources: Resources) -> Reading:
    """Make a record of each resource; one with neither title nor identifier is left out.

    Raises
    ------
    BrokenDocument: when that holds for all of them.
    """
    records: dict[str, Record] = {}
    notices = list(resources.notices)
    for attributes, delivered in resources.resources:
        made = record(canonical(attributes), delivered.extra)
        if made:
            key = delivered.identifier or made.key
            records.setdefault(key, msgspec.structs.replace(made, key=key))
        else:
            message = "A resource with neither title nor identifier was left out."
            notices.append(Notice(message=message, place=delivered.identifier))
    if resources.resources and not records:
        raise BrokenDocument(
            f"{resources.location} is DataCite XML with neither a title nor an identifier.",
            hint="Fetch it again from the repository.",
        )
    return Reading(records=tuple(records.values()), notices=tuple(notices))
