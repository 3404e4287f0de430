"""Joins records into resources and resources into threads, always saying why."""

from clew.linking.comparable import Comparable, same_elsewhere
from clew.linking.deciding import Deciding
from clew.linking.desk import Desk
from clew.linking.explaining import Explanation, explain
from clew.linking.linker import Linked, link
from clew.linking.questions import Question, Reply, questions
from clew.linking.rulings import Ruling
from clew.linking.thread import thread
from clew.linking.weaver import Receipt, Weaver, Woven

__all__ = [
    "Comparable",
    "Deciding",
    "Desk",
    "Explanation",
    "Linked",
    "Question",
    "Receipt",
    "Reply",
    "Ruling",
    "Weaver",
    "Woven",
    "explain",
    "link",
    "questions",
    "same_elsewhere",
    "thread",
]
