"""Frictionless data packages: ``datapackage.json``, files with the schema of each; or one schema.

Source: Data Package, version 1 and 2 (https://datapackage.org/standard/data-package/).
"""

from clew.model import Document, Reading
from clew.readers.frictionless.records import reading
from clew.readers.frictionless.sniff import sniff


class FrictionlessReader:
    """Reads data packages."""

    name = "frictionless"
    version = 3

    def sniff(self, document: Document) -> float:
        """Say how sure the content is a data package, from 0 to 1."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Turn the package into a record, its fields into variables."""
        return reading(document)


reader = FrictionlessReader()
