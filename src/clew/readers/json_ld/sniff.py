"""Is it JSON-LD in the words of schema.org?"""

from __future__ import annotations

import re

from clew.model import Document
from clew.readers.common.json_document import outline
from clew.readers.common.schema_org.kinds import kind_of

_VOCABULARY = re.compile(r"https?://(?:www\.)?schema\.org|codemeta|\"(?:schema|sc|sdo):")
_TYPE = re.compile(r'"@type"\s{0,9}:\s{0,9}\[?\s{0,9}"([^"]{1,200})"')
_PREFIX = re.compile(r"^.*[/:#]")


def sniff(document: Document) -> float:
    """Say how sure the content is of this format, by its vocabulary and the types it uses."""
    names = {path.rpartition(".")[2] for path in outline(document)}
    if "@type" not in names:
        return 0.0
    types = (_PREFIX.sub("", match[1]) for match in _TYPE.finditer(document.sample))
    known = kind_of(types) is not None
    if _VOCABULARY.search(document.sample):
        return 0.8 if known else 0.4
    return 0.5 if known else 0.0
