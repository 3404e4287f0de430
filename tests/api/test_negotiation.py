"""What ``Accept`` and ``Accept-Language`` ask for, weighed."""

from __future__ import annotations

import pytest

from clew.api.negotiation import languages, wanted

PAGES = frozenset({"text/html", "application/xhtml+xml", "text/*", "*/*"})


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("", None),
        ("*/*", None),
        ("text/html,application/xhtml+xml,*/*;q=0.8", None),
        ("application/ld+json", "jsonld"),
        ("application/ld+json;q=0.4, text/html;q=0.9", None),
        ("text/html;q=0.4, application/ld+json;q=0.9", "jsonld"),
        ("application/ld+json;q=0", None),
        ("application/ld+json;q=x", None),
        ("image/png, application/x-bibtex", "bibtex"),
        ("application/vnd.datacite.datacite+xml", "datacite"),
        ("text/x-bibliography; style=vancouver", "vancouver"),
        (",;,;q=1", None),
    ],
)
def test_what_is_wanted_most_is_sent(accept: str, name: str | None) -> None:
    chosen = wanted(accept, instead=PAGES)
    assert (chosen.name if chosen else None) == name


def test_what_is_answered_anyway_differs() -> None:
    accept = "image/png, application/ld+json;q=0.5"
    assert wanted(accept, instead={"image/png"}) is None
    chosen = wanted(accept, instead=PAGES)
    assert chosen is not None
    assert chosen.name == "jsonld"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", ("en",)),
        ("*", ("en",)),
        ("en-GB,en;q=0.9", ("en",)),
        ("fi", ("fi", "en")),
        ("fi-FI, fi;q=0.9, sv;q=0.7, en;q=0.5, de;q=0.1", ("fi", "sv", "en")),
        ("en;q=0.1, cy", ("cy", "en")),
        ("de;q=0, fr;q=x, sl", ("sl", "en")),
        ("no-such-language-at-all, <script>, 12, se", ("no", "se", "en")),
        ("aa,bb,cc,dd,ee,ff", ("aa", "bb", "cc", "dd", "en")),
    ],
)
def test_languages_are_wanted_by_their_weight(accept: str, expected: tuple[str, ...]) -> None:
    assert languages(accept) == expected
