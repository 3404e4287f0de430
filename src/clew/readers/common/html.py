"""HTML from strangers: parsed without network, and read as people see it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from clew.errors import BrokenDocument, NoText, TooLarge
from clew.model import Document
from clew.readers.common.passages import Title
from clew.readers.common.size import LIMIT

Element = etree._Element

_BEGINS = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,4000}?-->\s*){0,20}<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{2,40})", re.I)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = {
    *_HEADINGS, "p", "li", "blockquote", "figcaption", "caption", "dt", "dd", "pre", "tr", "form",
    "div", "section", "article", "main", "body", "ul", "ol", "dl", "table", "header", "address",
}  # fmt: skip
# What stands on a page beside its content.
_CHROME = {
    "script", "style", "noscript", "template", "svg", "iframe", "object", "head", "title", "nav",
    "aside", "footer", "button", "select", "option", "textarea", "dialog",
}  # fmt: skip
_EMPHASIS = {"cite", "em", "i"}
_CELLS = {"td", "th"}
_LONGEST_MENU_ENTRY = 80
# Stands for <br> until the white space of the source is gone.
_BREAK = "\v"
_BETWEEN = "\n\n"


class Block(NamedTuple):
    """A heading or paragraph of a page; ``level`` is 1 to 6 for headings.

    ``titles`` holds what is marked as a title or emphasised in it, ``quoted`` says whether it
    stands in a block quotation.
    """

    text: str
    level: int | None = None
    titles: tuple[str, ...] = ()
    quoted: bool = False


def is_html(document: Document) -> bool:
    """Say whether the content begins as an HTML page does."""
    return bool(_BEGINS.match(document.sample.lstrip("\ufeff")))


def parse_html(document: Document) -> Element:
    """Parse a page and return its root element, entities and network off.

    Raises
    ------
    NoText: when there is no element in it.
    TooLarge: when it has more than 64 MiB.
    BrokenDocument: when it is nested deeper than the parser follows.
    """
    if len(document.content) > LIMIT:
        raise TooLarge(
            f"{document.location} has {len(document.content):,} bytes of HTML, "
            f"{LIMIT:,} are the most that Clew parses.",
            hint="Split it into one page per file.",
        )
    # Our own limit stands in for the parser's, which drops long text without a word.
    parser = etree.HTMLParser(
        encoding=_encoding(document),
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    root = etree.HTML(document.content, parser)
    if root is None:
        raise NoText(f"{document.location} is a page without any element.", hint="Fetch it again.")
    _refuse_depth(document, parser)
    return root


def blocks(root: Element) -> list[Block]:
    """Return the headings and paragraphs of a page in order, without menus, forms and scripts.

    Where the page marks its main part, only that counts.
    """
    main = _main(root)
    found = _Blocks(main)
    walk = etree.iterwalk(main, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            found.close(element)
        elif _is_chrome(element):
            walk.skip_subtree()
        else:
            found.open(element)
    found.flush()
    return found.blocks


def running_text(found: Iterable[Block]) -> tuple[str, list[Title]]:
    """Put blocks together to one text, blank lines between them, and say where headings are."""
    texts: list[str] = []
    titles: list[Title] = []
    at = 0
    for block in found:
        if block.level is not None:
            titles.append(Title(block.text, at, at + len(block.text), block.level))
        texts.append(block.text)
        at += len(block.text) + len(_BETWEEN)
    return _BETWEEN.join(texts), titles


def metas(root: Element) -> Iterator[tuple[str, str]]:
    """Yield the name and content of each ``meta`` element in order, names in lower case."""
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            yield name.strip().lower(), content


def scripts(root: Element, media_type: str) -> Iterator[str]:
    """Yield the text of each script of a media type, parameters of the type aside."""
    for element in root.iter("script"):
        if (element.get("type") or "").partition(";")[0].strip().lower() == media_type:
            yield element.text or ""


def text_of(root: Element, tag: str) -> str | None:
    """Return the text of the first element of that name that has any."""
    texts = (" ".join(_content(element).split()) for element in root.iter(tag))
    return next((text for text in texts if text), None)


class _Blocks:
    """Gathers text until a block ends."""

    def __init__(self, root: Element) -> None:
        self.blocks: list[Block] = []
        self._root = root
        self._text: list[str] = []
        self._titles: list[str] = []
        self._emphasis: int | None = None
        self._level: int | None = None
        self._quotes = 0
        self._links = 0
        self._only_links = True

    def open(self, element: Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self.flush()
            self._level = _HEADINGS.index(tag) + 1 if tag in _HEADINGS else None
        self._quotes += tag == "blockquote"
        if tag in _EMPHASIS and self._emphasis is None:
            self._emphasis = len(self._text)
        if tag == "br":
            self._text.append(_BREAK)
        self._links += tag == "a"
        self._add(element.text)

    def close(self, element: Element) -> None:
        tag = element.tag
        if tag in _EMPHASIS and self._emphasis is not None:
            self._titles.append(" ".join("".join(self._text[self._emphasis :]).split()))
            self._emphasis = None
        if tag in _BLOCKS:
            self.flush()
            self._level = None
        self._quotes -= tag == "blockquote" and self._quotes > 0
        if tag in _CELLS:
            self._text.append(" ")
        self._links -= tag == "a" and self._links > 0
        if element is not self._root:
            self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self._text.append(text)
            self._only_links &= self._links > 0 or text.isspace()

    def flush(self) -> None:
        lines = (" ".join(line.split()) for line in "".join(self._text).split(_BREAK))
        text = "\n".join(line for line in lines if line)
        menu = self._only_links and self._level is None and len(text) < _LONGEST_MENU_ENTRY
        if text and not menu:
            titles = tuple(title for title in self._titles if title)
            self.blocks.append(Block(text, self._level, titles, self._quotes > 0))
        self._text, self._titles, self._emphasis, self._only_links = [], [], None, True


def _content(element: Element) -> str:
    return "".join(map(str, element.itertext()))


def _main(root: Element) -> Element:
    """Return the element that holds the content: ``main``, else the one ``article``, else all."""
    mains = [*root.iter("main")] or [one for one in root.iter() if one.get("role") == "main"]
    for marked in (mains, [*root.iter("article")]):
        if len(marked) == 1 and _content(marked[0]).strip():
            return marked[0]
    body = root.find("body")
    return root if body is None else body


def _is_chrome(element: Element) -> bool:
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return element.tag in _CHROME or hidden or element.get("role") == "navigation"


def _encoding(document: Document) -> str:
    """Return the encoding of the byte-order mark, UTF-8 if it fits, else what the page says."""
    if document.encoding != "utf-8":
        return document.encoding.removesuffix("-sig")
    try:
        document.content.decode("utf-8")
    except UnicodeDecodeError:
        said = _CHARSET.search(document.content[:4096])
        name = said[1].decode("ascii") if said else "cp1252"
        return name if _known(name) else "cp1252"
    return "utf-8"


def _known(name: str) -> bool:
    try:
        etree.HTMLParser(encoding=name)
        "".encode(name)
    except LookupError:
        return False
    return name.lower() not in ("utf-8", "utf8")


def _refuse_depth(document: Document, parser: etree.HTMLParser) -> None:
    fatal = [entry for entry in parser.error_log if entry.level_name == "FATAL"]
    if fatal:
        raise BrokenDocument(
            f"{document.location} is a page that cannot be parsed beyond line {fatal[0].line}: "
            f"{fatal[0].message.partition(',')[0]}.",
            hint="Save it from a browser, then add that.",
        )
