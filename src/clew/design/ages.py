"""How old those are who are studied."""

from __future__ import annotations

import re

from clew.design.finding import Found, amount
from clew.design.quantities import Quantity
from clew.design.sentences import Sentence

_AGED = re.compile(r"\b(?:aged|ages|age(?:d)? (?:range(?:s)?(?: of)?|groups?)|age)\s*\(?$", re.I)
# "mean age 34": how old the youngest and the oldest were, it does not say.
_AVERAGE = re.compile(r"\b(?:mean|average|median)\s(?:age\s)?(?:of\s|was\s|is\s|=\s?|\()?$", re.I)
_OLD = re.compile(
    r"(?:/\d{1,2})?[- ]?(?:(?:years?|yrs?)[- ]olds?|(?:years?|yrs?) (?:of age|old)|(?:years?"
    r"|yrs?) age range)\b",
    re.I,
)
_UPWARDS = re.compile(
    r"(?: years| yrs)?(?: of age)?\s?(?:\+|and (?:over|above|older|upwards?|up)\b|or (?:over"
    r"|above|older|more)\b)",
    re.I,
)
_DOWNWARDS = re.compile(r"(?: years)? (?:and|or) (?:under|below|younger)\b", re.I)
_OTHER_UNIT = re.compile(r"[- ]?(?:months?|weeks?|days?)\b", re.I)
_SLASH = re.compile(r"/(\d{1,2})\b")  # "aged 11-15/16"
_OLDEST = 120


def age(sentence: Sentence, quantity: Quantity) -> Found | None:
    """Take an age or a range of ages.

    Examples: ``"aged 16 and over"`` → at least 16; ``"5 to 16-year-olds"``; ``"under twenty-one"``
    """
    told = _AGED.search(sentence.text[max(0, quantity.start - 20) : quantity.start])
    old = _OLD.match(sentence.text, quantity.end)
    if not (told or old) or quantity.last > _OLDEST:
        return None
    if _AVERAGE.search(sentence.text, 0, quantity.start):
        return None
    if _OTHER_UNIT.match(sentence.text, quantity.end):
        return None
    if sentence.of_others or sentence.background or sentence.of_other_years:
        return None
    high = _SLASH.match(sentence.text, quantity.end)
    if high and quantity.last < int(high[1]):
        quantity = quantity._replace(most=int(high[1]))
    up = _UPWARDS.match(sentence.text, quantity.end)
    end = (up or old).end() if up or old else quantity.end  # type: ignore[union-attr]
    return amount("ages", sentence, quantity, "years", end, _range(sentence, quantity, bool(up)))


def _range(
    sentence: Sentence, quantity: Quantity, upwards: bool
) -> tuple[int | float | None, int | float | None]:
    if upwards:
        return quantity.first, None
    if _DOWNWARDS.match(sentence.text, quantity.end):
        return None, quantity.last
    if quantity.hint in ("under", "less than", "<"):
        return None, quantity.last - 1
    return quantity.least, quantity.most
