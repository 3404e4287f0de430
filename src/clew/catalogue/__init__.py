"""The one source of truth: documents, records, resources and links in one SQLite file."""

from clew.catalogue.catalogue import Catalogue
from clew.catalogue.records import Placed

__all__ = ["Catalogue", "Placed"]
