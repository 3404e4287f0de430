"""The list of protocols."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points

from clew.errors import SourceError
from clew.harvest import oai_pmh
from clew.harvest.ckan import Ckan
from clew.harvest.crossref import Crossref
from clew.harvest.datacite import DataCite
from clew.harvest.dataverse import Dataverse
from clew.harvest.files import Files
from clew.harvest.gtr import Gtr
from clew.harvest.hdruk import HdrUk
from clew.harvest.metadata_works import MetadataWorks
from clew.harvest.openalex import OpenAlex
from clew.harvest.protocol import Harvester
from clew.harvest.sitemap import Sitemap
from clew.harvest.urls import Urls

_BUILT_IN: tuple[Harvester, ...] = (
    oai_pmh.protocol,
    Sitemap(),
    DataCite(),
    Gtr(),
    Crossref(),
    OpenAlex(),
    Ckan(),
    Dataverse(),
    HdrUk(),
    MetadataWorks(),
    Files(),
    Urls(),
)


@cache
def protocols() -> dict[str, Harvester]:
    """Return every protocol by name: built-in ones, then plug-ins (``clew.protocols``)."""
    plugged = (point.load() for point in entry_points(group="clew.protocols"))
    return {one.name: one for one in (*_BUILT_IN, *plugged)}


def protocol(name: str) -> Harvester:
    """Return the protocol of a name.

    Raises
    ------
    SourceError: when there is none.
    """
    try:
        return protocols()[name]
    except KeyError:
        raise SourceError(
            f"There is no protocol {name}.", hint=f"There are: {', '.join(protocols())}."
        ) from None
