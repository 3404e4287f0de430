"""Joins records into resources and resources into threads, always saying why."""

from clew.linking.comparable import Comparable, same_elsewhere
from clew.linking.deciding import Deciding
from clew.linking.linker import Linked, link
from clew.linking.review import (
    Conflict,
    Difference,
    Explanation,
    Question,
    conflicts,
    explain,
    questions,
)
from clew.linking.thread import thread
from clew.linking.weaver import Receipt, Weaver

__all__ = [
    "Comparable",
    "Conflict",
    "Deciding",
    "Difference",
    "Explanation",
    "Linked",
    "Question",
    "Receipt",
    "Weaver",
    "conflicts",
    "explain",
    "link",
    "questions",
    "same_elsewhere",
    "thread",
]
