"""Frames: what the writer and its reading processes say to one another arrives whole or not."""

from __future__ import annotations

import io
import struct
import subprocess
import sys

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.intake.frames import Task, receive, send
from clew.intake.outcome import Outcome
from clew.model import Kind, Notice, Reading, Record

TASKS = st.builds(Task, st.binary(max_size=50), st.text(), st.none() | st.text())
OUTCOMES = st.builds(
    Outcome,
    reader=st.none() | st.text(),
    error=st.none() | st.tuples(st.text(), st.text(), st.none() | st.text()),
)
READ = Outcome(
    reader="plain 1",
    reading=Reading(
        records=(Record(key="a", kind=Kind.COURSE, title="Téa", extra={"n": [1, None, 2.5]}),),
        notices=(Notice(message="It is short."),),
    ),
)


def frames(*messages: list[Task] | list[Outcome]) -> io.BytesIO:
    stream = io.BytesIO()
    for message in messages:
        send(stream, message)
    stream.seek(0)
    return stream


@given(st.lists(st.lists(TASKS, max_size=2), max_size=3))
def test_tasks_arrive_in_order_and_whole(groups: list[list[Task]]) -> None:
    stream = frames(*groups)
    found = [msgspec.msgpack.decode(receive(stream) or b"", type=list[Task]) for _ in groups]
    assert found == groups
    assert receive(stream) is None


@given(st.lists(OUTCOMES, max_size=3))
def test_so_do_outcomes(outcomes: list[Outcome]) -> None:
    payload = receive(frames(outcomes))
    assert payload is not None
    assert msgspec.msgpack.decode(payload, type=list[Outcome]) == outcomes


def test_a_reading_arrives_with_all_that_was_found() -> None:
    payload = receive(frames([READ]))
    assert payload is not None
    assert msgspec.msgpack.decode(payload, type=list[Outcome]) == [READ]


def test_a_frame_is_its_length_and_then_that_many_bytes() -> None:
    whole = frames([Task(b"tea", "a.txt")]).getvalue()
    (length,) = struct.unpack(">I", whole[:4])
    assert length == len(whole) - 4
    assert msgspec.msgpack.decode(whole[4:]) == [[b"tea", "a.txt", None]]


@given(st.integers(0, 200))
def test_what_is_cut_off_anywhere_is_nothing_at_all(at: int) -> None:
    whole = frames([READ]).getvalue()
    cut = io.BytesIO(whole[: min(at, len(whole) - 1)])
    assert receive(cut) is None


@pytest.mark.parametrize(
    "noise", [b"", b"\x00", b"\x00\x00\x00", b"\x00\x00\x00\x05tea", b"\xff\xff\xff\xfftea"]
)
def test_noise_is_no_frame(noise: bytes) -> None:
    assert receive(io.BytesIO(noise)) is None


def test_an_empty_frame_is_a_frame() -> None:
    assert receive(io.BytesIO(b"\x00\x00\x00\x00")) == b""


def test_each_frame_is_sent_at_once() -> None:
    class Watched(io.BytesIO):
        flushed = 0

        def flush(self) -> None:
            self.flushed += 1

    stream = Watched()
    send(stream, [READ])
    send(stream, [READ])
    assert stream.flushed == 2


def test_a_reading_process_answers_each_group_and_ends_with_its_input() -> None:
    article = b"TY  - JOUR\nTI  - Kettle talk\nER  - \n"
    groups = [Task(article, "a.ris"), Task(b"", "empty.ris")], [Task(article, "b.ris")]
    asked = frames(*groups).getvalue()
    command = [sys.executable, "-m", "clew.intake.worker"]
    done = subprocess.run(command, input=asked, capture_output=True, timeout=60)
    answers = io.BytesIO(done.stdout)
    (first, second), (third,) = (
        msgspec.msgpack.decode(receive(answers) or b"", type=list[Outcome]) for _ in range(2)
    )
    assert third == first
    assert first.reading
    assert [record.title for record in first.reading.records] == ["Kettle talk"]
    assert second.error is not None
    assert second.error[:2] == ("NoText", "empty.ris is empty.")
    assert receive(answers) is None
    assert (done.returncode, done.stderr) == (0, b"")
