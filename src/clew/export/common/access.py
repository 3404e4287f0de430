"""Terms of access as a concept of the COAR vocabulary of access rights."""

from __future__ import annotations

import re

# COAR Access Rights 1.1 (https://vocabularies.coar-repositories.org/access_rights/), surest first.
_RIGHTS = (
    ("c_f1cf", re.compile(r"embargo", re.I)),
    ("c_14cb", re.compile(r"metadata.?only", re.I)),
    (
        "c_16ec",
        re.compile(r"restrict|safeguard|controlled|secure|registr|request|permission|closed", re.I),
    ),
    ("c_abf2", re.compile(r"\b(?:open|free|public|unrestricted)", re.I)),
)
_SPACE = "http://purl.org/coar/access_right/"


def access_right(access: str | None) -> str | None:
    """Return the concept that terms of access in words come to, if they are short and plain.

    Example: ``"Safeguarded: registration required"`` → ``…/c_16ec`` (restricted access)
    """
    words = (access or "")[:200]
    return next((_SPACE + code for code, pattern in _RIGHTS if pattern.search(words)), None)
