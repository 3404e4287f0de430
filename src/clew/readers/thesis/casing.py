"""Words in capitals put back into the case that the text itself gives them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import islice

# A word after a small letter, a comma or a bracket is not at the beginning of a sentence.
_MID_SENTENCE = re.compile(r"(?:(?<=[a-z,;’] )|(?<= \())[^\W\d_][\w’'-]*")
_WORD = re.compile(r"[^\W\d_][\w’']*")
_SMALL = frozenset("a an and at by for from in of on or the to with".split())  # noqa: SIM905
# A name is found in the first pages or not at all.
_SEARCHED = 2_000_000
_MOST_TRIED = 100


def shouts(text: str) -> bool:
    """Say whether text is all in capitals, and more than an initial."""
    return sum(c.isalpha() for c in text) > 1 and text == text.upper() != text.lower()


class Casing:
    """What case a text gives its words.

    Parameters
    ----------
    text: the whole text; the words inside its sentences count.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        quiet = "\n".join(line for line in text.splitlines() if not shouts(line))
        for word, count in Counter(_MID_SENTENCE.findall(quiet)).items():
            for part in {word, *word.split("-")}:
                forms[part.casefold()][part] += count
        self._usual = {word: counts.most_common(1)[0][0] for word, counts in forms.items()}

    def sentence(self, text: str) -> str:
        """Put a heading in capitals into sentence case; any other stays as it is.

        Example: ``"THE TIDES OF WHITBY"`` → ``"The tides of Whitby"`` where the text has Whitby so
        """
        if not shouts(text):
            return text
        plain = _WORD.sub(lambda word: self._as_usual(word[0]), text)
        first = re.search(r"[^\W\d_]", plain)
        return (
            plain[: first.start()] + plain[first.start() :][:1].upper() + plain[first.end() :]
            if first
            else plain
        )

    def name(self, text: str) -> str:
        """Put a name in capitals into the case it has elsewhere, else into title case."""
        if not shouts(text):
            return text
        return self.elsewhere(text) or _titled(text)

    def title(self, text: str) -> str:
        """Put a title in capitals into the case it has elsewhere, else into sentence case."""
        if not shouts(text):
            return text
        return self.elsewhere(text) or self.sentence(text)

    def elsewhere(self, text: str) -> str | None:
        """Return the same words as the text has them outside capitals."""
        pattern = r"\s+".join(map(re.escape, text.split()[:60]))
        found = islice(re.finditer(pattern, self._text[:_SEARCHED], re.I), _MOST_TRIED)
        other = next((match[0] for match in found if not shouts(match[0])), None)
        return " ".join(other.split()) if other and other[:1].isupper() else None

    def is_common(self, word: str) -> bool:
        """Say whether the text uses a word in small letters: it is no part of a name, then."""
        return self._usual.get(word.casefold(), "X")[:1].islower()

    def _as_usual(self, word: str) -> str:
        return self._usual.get(word.casefold(), word.lower())


def _titled(text: str) -> str:
    words = (
        w if w.casefold() in _SMALL and i else _capital(w)
        for i, w in enumerate(text.lower().split())
    )
    return " ".join(words)


def _capital(word: str) -> str:
    """Capitalise ``mcdougall-o'brien`` as its owner would."""
    parts = re.split(r"([-’'])", word)
    whole = "".join(part[:1].upper() + part[1:] for part in parts)
    whole = re.sub(r"(?<=['’])S$", "s", whole)
    return re.sub(r"\bMc([a-z])", lambda m: f"Mc{m[1].upper()}", whole)
