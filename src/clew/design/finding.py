"""What is found in a sentence: a fact, the field of a design that it belongs to, its evidence."""

from __future__ import annotations

from typing import NamedTuple

from clew.design.quantities import Quantity
from clew.design.sentences import Sentence
from clew.model import Amount, Term


class Found(NamedTuple):
    """A fact and the field of :class:`~clew.model.Design` that it belongs to."""

    field: str
    fact: Amount | Term


def amount(
    field: str,
    sentence: Sentence,
    quantity: Quantity,
    unit: str | None,
    end: int,
    range: tuple[int | float | None, int | float | None] | None = None,
) -> Found:
    """Make a fact of a quantity, whose words end at ``end``; ``range`` if it says another one."""
    least, most = range or (quantity.least, quantity.most)
    return Found(
        field,
        Amount(
            text=" ".join(sentence.text[quantity.start : end].split()),
            least=least,
            most=most,
            unit=" ".join(unit.split()) if unit else None,
            quote=sentence.text,
            place=sentence.place,
            planned=sentence.planned,
        ),
    )


def term(
    field: str, sentence: Sentence, words: str, code: str | None, name: str | None, vocabulary: str
) -> Found:
    """Make a fact of words that stand for a concept of a vocabulary."""
    return Found(
        field,
        Term(
            text=" ".join(words.split()),
            code=code,
            term=name,
            vocabulary=vocabulary,
            quote=sentence.text,
            place=sentence.place,
            planned=sentence.planned,
        ),
    )
