"""Courses: what is taught, and one run of it where people, dates or rooms are known."""

from __future__ import annotations

from clew.export.jsonld.agents import add_contributions, agent_node
from clew.export.jsonld.common import place, run
from clew.export.jsonld.node import Node, extend, node, says_something
from clew.export.jsonld.parts import citation, remark
from clew.model import FullText, Record, Role


def add_course(course: Node, record: Record) -> None:
    """Add who gives it, what participants said, what it reads, and when and where it runs."""
    teachers = tuple(part for part in record.contributions if part.role == Role.INSTRUCTOR)
    others = tuple(part for part in record.contributions if part.role != Role.INSTRUCTOR)
    add_contributions(course, record.kind, others)
    given = node(
        "CourseInstance",
        instructor=[agent_node(part) for part in teachers],
        location=[place(one) for one in record.places],
        **run(record.period),
    )
    if says_something(given):
        extend(course, "hasCourseInstance", given)
    references = (record.fulltext or FullText()).references
    course |= node(
        "Course",
        educationalCredentialAwarded=record.degree,
        review=[remark(text) for text in record.testimonials],
        citation=[citation(reference) for reference in references],
    )
