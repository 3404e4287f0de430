"""Content negotiation: the export format and the languages that a request asks for (RFC 9110)."""

from __future__ import annotations

from collections.abc import Collection

from clew.export import Format, formats
from clew.model import Resource

ENGLISH = "en"
_MOST_LANGUAGES = 4


def wanted(accept: str, instead: Collection[str]) -> Format | None:
    """Return the format that a header asks for, if one of ours comes before what there is anyway.

    Parameters
    ----------
    accept: as the browser or program sends it; the weights of RFC 9110, section 12.4.2, are obeyed.
    instead: the media types and ranges that are answered without any export.
    """
    for media in _by_weight(accept):
        bare = media.partition(";")[0].strip()
        if bare in instead:
            return None
        for one in formats(of=Resource):
            if media.replace(" ", "") == one.media_type.replace(" ", ""):
                return one
            if bare == one.media_type and one.many:
                return one
    return None


def languages(accept: str) -> tuple[str, ...]:
    """Return the languages of an ``Accept-Language`` header, the preferred one first.

    Without regions, and no further than English, which everything else leads to: few differ.

    Example: ``"fi-FI, fi;q=0.9, en;q=0.5, de;q=0.1"`` → ``("fi", "en")``
    """
    told = dict.fromkeys(one.split("-")[0].casefold() for one in _by_weight(accept))
    known = [one for one in told if one.isalpha() and len(one) <= 3][:_MOST_LANGUAGES]
    before = known[: known.index(ENGLISH)] if ENGLISH in known else known
    return (*before, ENGLISH)


def _by_weight(accept: str) -> list[str]:
    weighed = []
    for place, media in enumerate(accept.split(",")):
        parts = [part.strip() for part in media.split(";")]
        weights = [part[2:] for part in parts if part.startswith("q=")]
        try:
            weight = float(weights[0]) if weights else 1.0
        except ValueError:
            weight = 0.0
        kept = "; ".join(part for part in parts if not part.startswith("q="))
        if kept and weight > 0:
            weighed.append((-weight, place, kept))
    return [media for _, _, media in sorted(weighed)]
