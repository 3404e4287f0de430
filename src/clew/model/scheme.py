"""The identifier schemes, what sharing one means, and where each resolves."""

from __future__ import annotations

from enum import StrEnum


class Scheme(StrEnum):
    """The identifier schemes that Clew normalises."""

    DOI = "doi"
    AWARD = "award"
    UKDA = "ukda"
    ISBN = "isbn"
    ISSN = "issn"
    ORCID = "orcid"
    ROR = "ror"
    ARXIV = "arxiv"
    HANDLE = "handle"
    GTR = "gtr"
    GTR_OUTCOME = "gtr-outcome"
    URL = "url"
    LOCAL = "local"


# Two records that share one of these are about the same thing.
JOINING = frozenset(
    {Scheme.DOI, Scheme.AWARD, Scheme.UKDA, Scheme.GTR, Scheme.ARXIV, Scheme.HANDLE}
)

# Two records that differ in one of these are about different things.
EXCLUSIVE = frozenset({Scheme.DOI, Scheme.AWARD, Scheme.UKDA, Scheme.ARXIV, Scheme.HANDLE})

# Nobody knows a thing by one of these.
OPAQUE = frozenset({Scheme.GTR, Scheme.GTR_OUTCOME, Scheme.LOCAL, Scheme.URL})

RESOLVERS: dict[str, str] = {
    Scheme.DOI: "https://doi.org/{}",
    Scheme.AWARD: "https://gtr.ukri.org/projects?ref={}",
    Scheme.UKDA: "https://doi.org/10.5255/UKDA-SN-{}",
    Scheme.ORCID: "https://orcid.org/{}",
    Scheme.ROR: "https://ror.org/{}",
    Scheme.ARXIV: "https://arxiv.org/abs/{}",
    Scheme.HANDLE: "https://hdl.handle.net/{}",
    Scheme.ISBN: "urn:isbn:{}",
    Scheme.ISSN: "urn:issn:{}",
    Scheme.URL: "{}",
}
