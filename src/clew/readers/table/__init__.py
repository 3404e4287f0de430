"""Tables of records: CSV or TSV with a row for each work, dataset or award.

The columns may be called what reference managers, databases, spreadsheets and screening tools call
them; :mod:`clew.readers.table.columns` lists the names.
"""

from clew.model import Document, Reading
from clew.readers.table.parse import parse
from clew.readers.table.records import reading
from clew.readers.table.sniff import sniff


class TableReader:
    """Reads tables whose columns have names that it knows."""

    name = "table"
    version = 2

    def sniff(self, document: Document) -> float:
        """Say how sure the content is a table of records, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn each row into a record."""
        return reading(parse(document), document)


reader = TableReader()
