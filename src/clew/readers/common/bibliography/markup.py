"""Italics: asterisks in an entry tell titles from the journals and books that hold them."""

from __future__ import annotations

import re

_ITALIC = re.compile(r"(\*{1,3})(?=\S)([^*]{1,2000}?)(\*{1,3})")
# "[pdf]", "[online]", "[data collection]", but neither "[NG99]" nor "[sic]"
_MEDIUM = re.compile(r"\[(?!sic\])[A-Za-z][A-Za-z -]{1,30}\]\.?")
SENTENCE_END = re.compile(r"(?<![ (][A-Z])[.?!]['’”\"]?(?: (?=[^a-z]))")


class Marked(str):
    """Text without its markup, which remembers what was italic.

    ``Marked.read("A note. *Tide*, 3")`` equals ``"A note. Tide, 3"`` and its ``italics`` are
    ``((8, 12),)``.
    """

    italics: tuple[tuple[int, int], ...]

    @classmethod
    def read(cls, text: str) -> Marked:
        """Take the asterisks off, and the words for the medium (``[pdf]``)."""
        text = _MEDIUM.sub(" ", text)
        text = re.sub(r"\s+", " ", text).strip()
        plain, spans, at = "", [], 0
        for match in _ITALIC.finditer(text):
            plain += text[at : match.start()].replace("*", "")
            spans.append((len(plain), len(plain) + len(match[2])))
            plain += match[2]
            at = match.end()
        marked = cls(plain + text[at:].replace("*", ""))
        marked.italics = tuple(spans)
        return marked

    def cut(self, start: int, end: int | None = None) -> Marked:
        """Return a piece of the text, with the italics inside it."""
        end = len(self) if end is None else end
        marked = Marked(self[start:end])
        inside = ((max(a, start) - start, min(b, end) - start) for a, b in self.italics)
        marked.italics = tuple((a, b) for a, b in inside if a < b)
        return marked

    def trimmed(self, left: str = " .,;:", right: str = " .,;:") -> Marked:
        """Return it without these characters at its ends."""
        start = len(self) - len(self.lstrip(left))
        return self.cut(start, max(start, len(self.rstrip(right))))

    def without(self, start: int, end: int) -> Marked:
        """Return the text with a piece taken out and a sentence end in its place."""
        before, after = self.cut(0, start), self.cut(end).trimmed(" ", "")
        gap = ". " if after.strip() else ""
        shift = len(before) + len(gap)
        joined = type(self)(f"{before}{gap}{after}")
        joined.italics = (*before.italics, *((a + shift, b + shift) for a, b in after.italics))
        return joined


def tidy(text: str | None) -> str | None:
    """Put a field on one line without the punctuation around it; an empty one is none."""
    return " ".join((text or "").split()).strip(" .,;:") or None
