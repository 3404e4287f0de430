"""A style of the Citation Style Language (CSL 1.0.2), and works written in it by citeproc-py.

What the processor leaves undone is seen to here. A style is rewritten before it is read: full given
names stay full (``initialize="false"``), labels get their capitals, parts of dates keep their
distance, and no number stands before an entry, for each stands alone. Where American words are
used, commas and full stops then go inside quotation marks.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec
from lxml import etree

from clew.errors import ExportError
from clew.export.common.clean import one_line

_NS = "{http://purl.org/net/xbiblio/csl}"
_LARGEST = 2_000_000  # bytes of a style; the largest there are have a tenth
_REMEMBERED = 20_000  # citations
_INWARDS = re.compile(r"([.?!…]?)(”|’(?=[.,]))([.,])")
_TOO_MUCH = re.compile(r"(?<=[?!])\.(?=\s|$)")  # Who opened the door?.
_AMERICAN = "en-US"


class Style:
    """A way to write citations.

    Parameters
    ----------
    path: the style's file.
    locale: whose words and quotation marks to use where the style names none.

    Raises
    ------
    ExportError: when it is no style, or has no form for lists of references.
    """

    def __init__(self, path: str | os.PathLike[str], locale: str = _AMERICAN) -> None:
        from citeproc import CitationStylesStyle  # takes a while, and most never cite

        root = _read(Path(path))
        self._locale = root.get("default-locale") or locale
        source = BytesIO(etree.tostring(_mended(root)))
        self._style = CitationStylesStyle(source, locale=self._locale, validate=False)
        self._lock = Lock()  # the processor keeps notes in the style
        self._remembered = lru_cache(_REMEMBERED)(self._written)

    def write(self, work: dict[str, Any]) -> str:
        """Write a citation on one line.

        Parameters
        ----------
        work: a CSL-JSON item.
        """
        return self._remembered(msgspec.json.encode({**work, "id": "work"}, order="sorted"))

    def _written(self, work: bytes) -> str:
        from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
        from citeproc.source.json import CiteProcJSON

        source = CiteProcJSON([msgspec.json.decode(work)])
        with self._lock:
            made = CitationStylesBibliography(self._style, source, formatter.plain)
            made.register(Citation([CitationItem("work")]))
            entries = made.bibliography()  # none of a work that nothing is known of
        text = _TOO_MUCH.sub("", one_line("".join(map(str, entries))))
        return _INWARDS.sub(_inwards, text) if self._locale == _AMERICAN else text


def _inwards(found: re.Match[str]) -> str:
    """Put a comma or full stop inside; after another mark at the end, a full stop is too much."""
    mark, quote, after = found.groups()
    return f"{mark}{quote}" if mark and after == "." else f"{mark}{after}{quote}"


def _read(path: Path) -> etree._Element:
    try:
        content = path.read_bytes()
        if len(content) > _LARGEST:
            raise ExportError(f"{path.name} is too large for a citation style.")
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        root = etree.fromstring(content, parser)
    except (OSError, etree.XMLSyntaxError) as error:
        raise ExportError(
            f"{path.name} cannot be read as a citation style: {error}.",
            hint="Styles are CSL files, from https://github.com/citation-style-language/styles.",
        ) from error
    if root.tag != f"{_NS}style" or root.find(f"{_NS}bibliography/{_NS}layout") is None:
        parent = root.find(f".//{_NS}link[@rel='independent-parent']")
        raise ExportError(
            f"{path.name} has no form for lists of references.",
            hint=f"It only refers to {parent.get('href')}: take that."
            if parent is not None
            else "Take another style.",
        )
    return root


def _mended(root: etree._Element) -> etree._Element:
    """Rewrite a style so that what the processor does with it is what it says."""
    for parent in root.iter(f"{_NS}layout"):
        for one in parent.iter(f"{_NS}text"):
            if one.get("variable") == "citation-number":
                one.set("variable", "nothing")
    for sort in root.findall(f"{_NS}bibliography/{_NS}sort"):
        sort.getparent().remove(sort)  # type: ignore[union-attr]
    for label in root.iter(f"{_NS}label"):
        if label.get("text-case") == "title":
            label.set("text-case", "capitalize-first")  # of one word, the same
    _full_names(root)
    _apart(root)
    return root


def _full_names(root: etree._Element) -> None:
    """Give each form of a name its own initials, so that those forms that want none have none."""
    if root.find(f".//{_NS}name[@initialize='false']") is None:
        return
    with_ = root.get("initialize-with")
    _without(root, "initialize-with")
    for names in root.iter(f"{_NS}names"):
        if names.find(f"{_NS}name") is None and names.getparent().tag != f"{_NS}substitute":  # type: ignore[union-attr]
            names.insert(0, names.makeelement(f"{_NS}name"))
    for name in root.iter(f"{_NS}name"):
        if name.get("initialize") == "false":
            _without(name, "initialize-with")
        elif with_ is not None and name.get("initialize-with") is None:
            name.set("initialize-with", with_)


def _without(element: etree._Element, attribute: str) -> None:
    if attribute in element.attrib:
        del element.attrib[attribute]


def _apart(root: etree._Element) -> None:
    """Give each date the delimiter that the style's own locale has for its form."""
    delimiters = {
        date.get("form"): date.get("delimiter")
        for date in root.iterfind(f"{_NS}locale/{_NS}date[@delimiter]")
    }
    for date in root.iter(f"{_NS}date"):
        delimiter = delimiters.get(date.get("form"))
        if date.get("variable") and delimiter and date.get("delimiter") is None:
            date.set("delimiter", delimiter)
