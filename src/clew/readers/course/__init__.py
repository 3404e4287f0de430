"""Descriptions of courses, seminars and workshops, as text or as a page without metadata."""

from __future__ import annotations

from clew.model import Document, Reading
from clew.readers.course.parse import parse
from clew.readers.course.records import record_of
from clew.readers.course.sniff import sniff

__all__ = ["reader"]


class CourseReader:
    """Reads what a course is about, the works it names and what participants said."""

    name = "course"
    version = 2

    def sniff(self, document: Document) -> float:
        """Tell by how the text is built, never by the mere word "course"."""
        return sniff(document)

    def read(self, document: Document) -> Reading:
        """Yield the course.

        Raises
        ------
        NoText: when nothing but furniture stands on the page.
        TooLarge: when it is no page that people read.
        """
        return Reading(records=(record_of(parse(document)),))


reader = CourseReader()
