"""The addresses of the licences that sources name in words."""

from __future__ import annotations

import re

from clew.model import fold

_CREATIVE_COMMONS = re.compile(
    r"(?:creative commons )?(?:attribution|cc by|by)"
    r"(?P<nc> non ?commercial| nc)?(?P<second> no ?deriv\w{0,7}| nd| share ?alike| sa)?"
    r"(?: licen[cs]e)?(?: (?P<version>[1-4] \d))?(?: international| unported| licen[cs]e){0,2}"
)
_OTHERS = {
    "cc0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "cc0 1 0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "public domain": "https://creativecommons.org/publicdomain/mark/1.0/",
    "open government licence": "http://www.nationalarchives.gov.uk/doc/open-government-licence/"
    "version/3/",
    "open government licence v3 0": "http://www.nationalarchives.gov.uk/doc/"
    "open-government-licence/version/3/",
    "mit": "https://spdx.org/licenses/MIT",
    "apache 2 0": "https://spdx.org/licenses/Apache-2.0",
}


def licence_address(licence: str | None) -> str | None:
    """Return where a licence is kept, if its words say which it is.

    Examples: ``"CC BY-NC 4.0"`` → ``"https://creativecommons.org/licenses/by-nc/4.0/"``;
    an address is returned as it is; a licence without its version is none
    """
    if not licence or licence.startswith(("http://", "https://")):
        return licence
    words = fold(licence)
    match = _CREATIVE_COMMONS.fullmatch(words) if len(words) < 120 else None
    if not match or not match["version"]:
        return _OTHERS.get(words)
    second = (match["second"] or "").replace(" ", "")
    code = "by" + ("-nc" if match["nc"] else "")
    code += {"n": "-nd", "s": "-sa"}.get(second[:1], "")
    return f"https://creativecommons.org/licenses/{code}/{match['version'].replace(' ', '.')}/"
