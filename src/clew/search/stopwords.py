"""Words that say nothing of a subject; they count only inside quotes."""

from __future__ import annotations

from importlib.resources import files

STOPWORDS = frozenset((files("clew.search") / "data" / "stopwords.txt").read_text().split())
