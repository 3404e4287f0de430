"""What sources do to bibliographic entries, so that other sets than those at hand are stood for.

Search engines shorten authors to initials and drop some, cut titles, leave out years and venues;
people mistype.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from clew.linking.matching.work import Work, work
from clew.linking.names import PersonName

Noise = Callable[[random.Random, Work], Work]


def initials(draw: random.Random, one: Work) -> Work:
    """Shorten given names to initials, and keep four people at most."""
    people = (PersonName(p.family, tuple(g[0] for g in p.given)) for p in one.people[:4])
    return one._replace(people=tuple(people))


def bare(draw: random.Random, one: Work) -> Work:
    """Leave out the venue in half of all cases, and the year in a third."""
    venue = "" if draw.random() < 1 / 2 else one.venue
    return one._replace(venue=venue, year=None if draw.random() < 1 / 3 else one.year)


def mistyped(draw: random.Random, one: Work) -> Work:
    """Swap two neighbouring letters of every second title, somewhere in it."""
    title = one.title
    if len(title) > 4 and draw.random() < 1 / 2:
        at = draw.randrange(1, len(title) - 2)
        title = title[:at] + title[at + 1] + title[at] + title[at + 2 :]
    return _titled(one, title)


def cut(draw: random.Random, one: Work) -> Work:
    """Cut a long title in one of five cases."""
    words = one.title.split()
    short = len(words) > 8 and draw.random() < 1 / 5
    return _titled(one, " ".join(words[: len(words) * 2 // 3]) if short else one.title)


def all_of_it(draw: random.Random, one: Work) -> Work:
    """Do all of these."""
    for noise in (initials, bare, mistyped, cut):
        one = noise(draw, one)
    return one


KINDS: dict[str, Noise] = {
    "initials": initials,
    "year or venue left out": bare,
    "mistyped": mistyped,
    "cut": cut,
    "all of it": all_of_it,
}


def _titled(one: Work, title: str) -> Work:
    """Return a work under another title."""
    anew = work(title)
    return one._replace(title=anew.title, main=anew.main, words=anew.words, marks=anew.marks)
