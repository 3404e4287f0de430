"""JSON-LD in the words of schema.org, as a document of its own rather than inside a page.

One thing, a list of things or a graph, compacted, expanded or flattened (JSON-LD 1.1), CodeMeta's
descriptions of software among them.
"""

from clew.errors import BrokenDocument
from clew.model import Document, Notice, Reading
from clew.readers.common.json_document import read_json
from clew.readers.common.schema_org import records
from clew.readers.json_ld.sniff import sniff


class JsonLdReader:
    """Reads what schema.org has words for."""

    name = "json-ld"
    version = 3

    def sniff(self, document: Document) -> float:
        """Say how sure the content is JSON-LD in the words of schema.org, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn each thing into a record.

        Raises
        ------
        BrokenDocument: when it is no JSON, or describes nothing that is a resource.
        """
        notices: list[Notice] = []
        found = records([read_json(document, notices)])
        if not found:
            raise BrokenDocument(
                f"{document.location} describes no dataset, publication or other resource.",
                hint="Look whether its @type is one of schema.org's.",
            )
        return Reading(records=found, notices=tuple(notices))


reader = JsonLdReader()
