"""The fields of an entry, taken one by one; what nobody takes is left over and kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clew.model import Notice, Section
from clew.readers.common.date_parts import any_date
from clew.readers.common.text import one_line, paragraphs

_NOTHING: tuple[Any, ...] = (None, "", [], {}, ())
_LONGEST_SHOWN = 80


class Fields:
    """What an entry holds, by name, whatever shape its values have.

    A field that is taken is gone, one that cannot be read stays; so :attr:`rest` is all that the
    record does not hold elsewhere.

    Parameters
    ----------
    content: names and values; anything but a mapping counts as empty.
    place: where the entry stands in the document, for people.
    notices: where complaints go.
    """

    def __init__(self, content: Any, place: str, notices: list[Notice]) -> None:
        self.content: dict[str, Any] = dict(content) if isinstance(content, Mapping) else {}
        self.place = place
        self.notices = notices
        self._inner: dict[str, list[Fields]] = {}

    def __contains__(self, name: str) -> bool:
        return self.content.get(name) not in _NOTHING

    def raw(self, name: str) -> Any:
        """Look at a value as it stands."""
        return self.content.get(name)

    def take(self, name: str) -> Any:
        """Take a value whatever it is."""
        return self.content.pop(name, None)

    def text(self, *names: str) -> str | None:
        """Take the text of the first field that has one; a list counts when it holds one text."""
        for name in names:
            found = _texts(self.content.get(name))
            if len(found) == 1:
                del self.content[name]
                return found[0]
        return None

    def texts(self, *names: str) -> list[str]:
        """Take all texts of some fields, each once; what else their lists hold stays."""
        found: dict[str, None] = {}
        for name in names:
            value = self.content.get(name)
            found |= dict.fromkeys(_texts(value))
            left = [one for one in value if not _is_text(one)] if isinstance(value, list) else []
            if left and any(one not in _NOTHING for one in left):
                self.content[name] = left
            elif isinstance(value, list) or _is_text(value):
                del self.content[name]
        return list(found)

    def line(self, *names: str) -> str | None:
        """Take a title or name, put on one line."""
        text = self.text(*names)
        return one_line(text) or None if text else None

    def lines(self, *names: str) -> tuple[str, ...]:
        """Take titles or names, each on one line and once."""
        return tuple(dict.fromkeys(line for t in self.texts(*names) if (line := one_line(t))))

    def sections(self, **titles: str) -> tuple[Section, ...]:
        """Take pieces of description by field name, each under a title; repeats count once."""
        found: dict[str, Section] = {}
        for name, title in titles.items():
            for text in self.texts(name):
                tidy = paragraphs(text)
                if tidy:
                    found.setdefault(" ".join(tidy.split()), Section(name=title, text=tidy))
        return tuple(found.values())

    def date(self, *names: str) -> str | None:
        """Take the first field that is a date; one that is none stays, with a notice."""
        for name in names:
            texts = _texts(self.content.get(name))
            if not texts:
                continue
            dates = [date for text in texts if (date := any_date(text))]
            if dates:
                del self.content[name]
                return max(dates, key=len)
            self.complain(name, f"“{texts[0][:_LONGEST_SHOWN]}” is no date")
        return None

    def within(self, name: str) -> Fields:
        """Look at the fields of an inner entry, which stay part of this one."""
        value = self.content.get(name)
        if name in self._inner or isinstance(value, Mapping):
            return next(iter(self._opened(name, [value])), Fields({}, self.place, self.notices))
        return Fields({}, f"{self.place}/{name}", self.notices)

    def entries(self, name: str, alone: str = "name") -> list[Fields]:
        """Look at the entries of a list, or at the one that stands in for it.

        Parameters
        ----------
        alone: what a bare text in place of an entry is taken to be.
        """
        value = self.content.get(name)
        listed = value if isinstance(value, list) else [value]
        return self._opened(
            name, [{alone: one} if _is_text(one) else one for one in listed if one not in _NOTHING]
        )

    def clear(self) -> None:
        """Take all that is left, because it is kept elsewhere."""
        self.content.clear()
        self._inner.clear()

    def complain(self, name: str, fault: str) -> None:
        """Note what is wrong with a field; it stays where it is."""
        message = f"{fault[:1].upper()}{fault[1:]}; it is kept under “extra” as it stands."
        self.notices.append(Notice(message=message, place=f"{self.place}/{name}"))

    @property
    def rest(self) -> dict[str, Any]:
        """What nobody took, without what is empty."""
        left = dict(self.content)
        for name, opened in self._inner.items():
            kept = [rest for one in opened if (rest := one.rest)]
            left[name] = kept[0] if len(kept) == 1 else kept
        pruned = _pruned(left)
        return pruned if isinstance(pruned, dict) else {}

    def _opened(self, name: str, values: list[Any]) -> list[Fields]:
        if name not in self._inner:
            numbered = len(values) > 1
            self._inner[name] = [
                Fields(
                    value if isinstance(value, Mapping) else {"": value},
                    f"{self.place}/{name}{f' {n}' if numbered else ''}",
                    self.notices,
                )
                for n, value in enumerate(values, 1)
            ]
            self.content.pop(name, None)
        return self._inner[name]


def _is_text(value: Any) -> bool:
    return isinstance(value, (str, int, float)) and not isinstance(value, bool)


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for one in values if _is_text(one) and (text := str(one).strip())]


def _pruned(value: Any) -> Any:
    """Leave out what is empty; a false or a nought says something."""
    if isinstance(value, Mapping):
        found: Any = {name: _pruned(inner) for name, inner in value.items()}
        found = {name: inner for name, inner in found.items() if inner is not None}
    elif isinstance(value, list):
        found = [kept for inner in value if (kept := _pruned(inner)) is not None]
    else:
        return None if value in _NOTHING else value
    return found or None
