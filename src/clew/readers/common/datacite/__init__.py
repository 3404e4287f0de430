"""Things described in the words of DataCite (Metadata Schema 2.2 to 4.6), as XML or JSON."""

from __future__ import annotations

from clew.readers.common.datacite.canonical import canonical
from clew.readers.common.datacite.record import record

__all__ = ["canonical", "record"]
