"""JSON Feed 1 and 1.1 (https://www.jsonfeed.org/version/1.1/): posts of blogs and newsletters.

Whole feeds, and single posts as archives of scholarly blogs hand them out, with DOI and references.
"""

from clew.model import Document, Reading
from clew.readers.json_feed.records import reading
from clew.readers.json_feed.sniff import sniff


class JsonFeedReader:
    """Reads the posts of a JSON Feed."""

    name = "json-feed"
    version = 1

    def sniff(self, document: Document) -> float:
        """Say how sure the content is a JSON Feed, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn each post into a record."""
        return reading(document)


reader = JsonFeedReader()
