from __future__ import annotations

import msgspec

from clew.export.thread_text import format
from clew.export.thread_text.render import render_thread
from clew.model import Bead, Evidence, Kind, Link, LinkState, LinkType, Named, Role, Thread


def test_a_thread(thread: Thread) -> None:
    assert (
        format.render_thread(thread)
        == """\
Thread of Kettle on: first minutes of a home visit
==================================================
6 resources, 5 links (2 stated, 1 suggested, 1 confirmed, 1 rejected)

Awards
------
○ Kettle on
  award · 2030-09-01 to 2031-09-30 · ZZ/K00417X/1 · kettle-award

○ Kettle on
  award · from 2031-10-01 · ZZ/K00417X/2 · kettle-award-2
  → is a transfer of Kettle on (ZZ/K00417X/1) – stated
      The source states it.
      “Transfer: ZZ/K00417X/1” – Related awards, gtr.html

Fieldwork and data
------------------
● Kettle on: first minutes of a home visit
  dataset · 2031-10-01 to 2033-01-31 · 10.99999/mra-4471 · kettle-data
  → is funded by Kettle on (ZZ/K00417X/2) – suggested, 83%
      Same title, and both begin on 2031-10-01.

Publications
------------
○ What the hallway knows
  publication · 2032-06-14 · hallway
  → is based on Kettle on: first minutes of a home visit – confirmed
      The source states it.

○ The unopened door
  thesis · 2034 · door

Teaching
--------
○ Knocking, waiting, going in
  course · day
  → teaches What the hallway knows – stated
      The source states it.

Not part of the story
---------------------
– The unopened door is based on Kettle on: first minutes of a home visit
  (rejected)
"""
    )


def test_narrow(thread: Thread) -> None:
    small = msgspec.structs.replace(thread, beads=thread.beads[-2:], links=thread.links[:1])
    assert (
        render_thread(small, width=40)
        == """\
Thread of kettle-data
=====================
2 resources, 1 link (1 stated)

Awards
------
○ Kettle on
  award · 2030-09-01 to 2031-09-30 ·
  ZZ/K00417X/1 · kettle-award

○ Kettle on
  award · from 2031-10-01 · ZZ/K00417X/2
  · kettle-award-2
  → is a transfer of Kettle on
    (ZZ/K00417X/1) – stated
      The source states it.
      “Transfer: ZZ/K00417X/1” – Related
      awards, gtr.html
"""
    )


def test_an_empty_thread() -> None:
    assert format.render_thread(Thread(root="x", beads=(), links=())) == (
        "Thread of x\n===========\n0 resources, 0 links\n"
    )


def test_hostile_words_stay_words() -> None:
    thread = Thread(
        root="x",
        beads=(Bead(id="x", kind=Kind.COURSE, title="Do\x1b[31mors\r\n\n", depth=0),),
        links=(
            Link(
                subject="x",
                type=LinkType.SAME_AS,
                object="x",
                state=LinkState.STATED,
                evidence=(Evidence(rule="r", reason="\x1b]0;a\x07", quote="\u202eb"),),
            ),
        ),
    )
    assert (
        format.render_thread(thread)
        == """\
Thread of Do[31mors
===================
1 resource, 1 link (1 stated)

Teaching
--------
● Do[31mors
  course · x
  → is the same as Do[31mors – stated
      ]0;a
      “b”
"""
    )


def test_people_stand_below_what_they_lead(thread: Thread) -> None:
    led = Named(name="Ada Moss", role=Role.PRINCIPAL_INVESTIGATOR, id="ada-moss")
    beads = [
        msgspec.structs.replace(one, people=(led,)) if one.id == "kettle-award" else one
        for one in thread.beads
    ]
    written = format.render_thread(msgspec.structs.replace(thread, beads=tuple(beads)))
    assert (
        "  award · 2030-09-01 to 2031-09-30 · ZZ/K00417X/1 · kettle-award\n  led by Ada Moss\n"
    ) in written
    assert written.count("led by") == 1
