"""A question as text for a terminal: both sides side by side, differences marked, evidence."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator

import click

from clew.export.common.clean import one_line
from clew.export.common.words import verb
from clew.linking.questions import HOLDS, Question
from clew.linking.sides import Marks, Row, Side
from clew.model import Evidence, LinkType

_LABEL = 15
_NARROWEST = 60
_SIGNS = {True: "=", False: "≠", None: " "}
# Private characters stand for the ends of what differs until the lines are broken.
_BEGIN, _END = "\ue000", "\ue001"
_COLOUR = {ord(_BEGIN): "\x1b[1;33m", ord(_END): "\x1b[0m"}
_PLAIN = {ord(_BEGIN): "[", ord(_END): "]"}


def question_text(question: Question, width: int, *, colour: bool) -> str:
    """Write a question.

    Parameters
    ----------
    question: what is asked.
    width: how many columns the terminal has; narrower than 60 is taken as 60.
    colour: mark words that differ by colour, else by square brackets.
    """
    room = (max(width, _NARROWEST) - _LABEL - 3) // 2
    lines = [
        _asked(question),
        f"{question.confidence:.0%} sure of it so far, an answer is worth {question.value:g}",
        "",
        *_two(" ", "", question.one.id, question.other.id, room),
    ]
    for row in question.rows:
        lines += _row(row, room, colour=colour)
    lines += ["", *_records("←", question.one), *_records("→", question.other)]
    lines += ["", *(line for one in question.evidence for line in _evidence(one, width))]
    return "\n".join(lines)


def _asked(question: Question) -> str:
    one, other = (f"“{one_line(side.title)}”" for side in (question.one, question.other))
    if question.type == HOLDS:
        number = question.other.records[0].number
        return f"Does record {number}, {other}, belong to {one}?"
    if question.type == LinkType.SAME_AS:
        return f"Are {one} and {other} one {question.one.kind}?"
    return f"Is it right that {one} {verb(LinkType(question.type))} {other}?"


def _records(arrow: str, side: Side) -> list[str]:
    """List a side's records by number; the arrow points at its column."""
    return [f"{arrow} {one.number}  {one.source} – {one.location}" for one in side.records]


def _row(row: Row, room: int, *, colour: bool) -> list[str]:
    one = _marked(row.one, row.one_marks)
    other = _marked(row.other, row.other_marks)
    lines = _two(_SIGNS[row.agrees], row.field, one, other, room)
    return [line.translate(_COLOUR if colour else _PLAIN) for line in lines]


def _marked(text: str, marks: Marks) -> str:
    written, end = "", 0
    for start, stop in marks:
        written += f"{text[end:start]}{_BEGIN}{text[start:stop]}{_END}"
        end = stop
    return one_line(written + text[end:])


def _wrapped(text: str, room: int) -> list[str]:
    """Break text into lines; what is marked across a break is marked in both lines."""
    lines, inside = [], False
    for line in textwrap.wrap(text, room):
        opened = _BEGIN if inside else ""
        inside = line.rfind(_BEGIN) > line.rfind(_END) or (inside and _END not in line)
        lines.append(f"{opened}{line}{_END if inside else ''}")
    return lines or [""]


def _two(sign: str, label: str, one: str, other: str, room: int) -> list[str]:
    """Set two texts side by side in columns."""
    left, right = _wrapped(one, room - 2), _wrapped(other, room - 2)
    height = max(len(left), len(right))
    left += [""] * (height - len(left))
    right += [""] * (height - len(right))
    leads = [f"{sign} {label}"] + [""] * (height - 1)
    return [
        f"{lead:<{_LABEL}}{here:<{room}}   {there}".rstrip()
        for lead, here, there in zip(leads, left, right, strict=True)
    ]


def _evidence(evidence: Evidence, width: int) -> Iterator[str]:
    yield from textwrap.wrap(evidence.reason, width, initial_indent="· ", subsequent_indent="  ")
    if evidence.quote:
        where = ", ".join(part for part in (evidence.place, evidence.location) if part)
        said = one_line(f"“{evidence.quote}”{f' – {where}' if where else ''}")
        yield from textwrap.wrap(said, width, initial_indent="  ", subsequent_indent="  ")
    if evidence.compared:
        bits = ", ".join(f"{c.field} {c.level} {c.bits:+.1f}" for c in evidence.compared)
        yield from textwrap.wrap(f"{bits} bits", width, initial_indent="  ", subsequent_indent="  ")


def choice(text: str) -> str:
    """Return the key pressed, or the first letter of a line in a pipe; nothing at its end."""
    click.echo(text, nl=False)
    if sys.stdin.isatty():
        key = click.getchar()
        click.echo(key)
        return key.lower()
    line = sys.stdin.readline()
    click.echo(line.strip())
    return line.strip()[:1].lower() if line else "q"
