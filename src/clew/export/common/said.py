"""What the sources of one thing say, each statement with the numbers of those who say it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clew.export.common.clean import one_line

# (what it is about, what is said): ("Period", "2016-09-01 to 2017-07-31")
Statement = tuple[str, str]


class Said:
    """The statements of several records, in the order they come, equal ones together.

    Parameters
    ----------
    statements: one list of statements for each record.
    """

    def __init__(self, statements: Iterable[Iterable[Statement]]) -> None:
        self._sources: dict[Statement, list[int]] = {}
        self._among = 0
        for number, said in enumerate(statements, start=1):
            self._among = number
            for label, value in said:
                sources = self._sources.setdefault((label, value), [])
                if number not in sources:
                    sources.append(number)

    @property
    def labels(self) -> list[str]:
        """What is spoken of, in the order it first comes."""
        return list(dict.fromkeys(label for label, _ in self._sources))

    def of(self, label: str) -> list[tuple[str, str]]:
        """Return what is said of one matter: each value with its mark, ``[1, 3]``.

        Marks are empty where there is one source only.
        """
        return [
            (value, self._mark(sources))
            for (about, value), sources in self._sources.items()
            if about == label
        ]

    def _mark(self, sources: Sequence[int]) -> str:
        return f"[{', '.join(map(str, sources))}]" if self._among > 1 else ""


def statement(label: str, value: object) -> list[Statement]:
    """Make a statement, or none where nothing is known."""
    line = one_line(str(value)) if value is not None else ""
    return [(label, line)] if line else []
