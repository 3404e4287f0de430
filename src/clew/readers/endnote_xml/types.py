"""What each reference type of EndNote stands for: a kind."""

from __future__ import annotations

from clew.model import Kind
from clew.readers.common.kind_words import kind_named

# Names and, where only they are given, numbers of types that are no publications.
_KINDS = {
    "computer program": Kind.SOFTWARE, "9": Kind.SOFTWARE,
    "dataset": Kind.DATASET, "59": Kind.DATASET,
    "online database": Kind.DATASET, "45": Kind.DATASET,
    "aggregated database": Kind.DATASET, "55": Kind.DATASET,
    "grant": Kind.AWARD, "54": Kind.AWARD,
    "thesis": Kind.THESIS, "32": Kind.THESIS,
}  # fmt: skip
_VAGUE = frozenset({"generic", "unpublished work", "unused 1", "unused 2", "unused 3", ""})


def kind_and_subtype(
    name: str | None, code: str | None, work: str | None
) -> tuple[Kind, str | None]:
    """Return the kind of a reference, with the finer word for it.

    Parameters
    ----------
    name: the name of its type, such as ``"Journal Article"``.
    code: the number of its type.
    work: what stands under "type of work".
    """
    type = (name or "").lower()
    kind = _KINDS.get(type) or (_KINDS.get(code or "") if not type else None)
    if kind is None and type in _VAGUE:
        kind = kind_named(work)
    return kind or Kind.PUBLICATION, work or (name if type not in _VAGUE else None)
