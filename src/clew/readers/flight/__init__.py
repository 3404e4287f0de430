"""Next.js flight payloads, bare or pushed by the scripts of a page, that hold a record."""

from __future__ import annotations

from clew.model import Document, Reading
from clew.readers.flight.parse import parse, payload_of
from clew.readers.flight.records import records_of
from clew.readers.flight.sniff import sniff

__all__ = ["reader"]


class FlightReader:
    """Reads the record of a study or dataset out of what a Next.js site streams to the browser."""

    name = "flight"
    version = 2

    def sniff(self, document: Document) -> float:
        """Tell by the first row, or by a page's pushes that carry a record."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Yield the dataset, its description whole.

        Raises
        ------
        BrokenDocument: when the payload is damaged where the record stands.
        NoText: when it holds no record.
        """
        return records_of(parse(payload_of(document)), document.location)


reader = FlightReader()
