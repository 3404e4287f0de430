"""``clew links``: look through joins and links, decide on them, and take decisions back."""

from __future__ import annotations

import getpass
import shutil
import sys
from datetime import datetime
from typing import Any

import click
import msgspec

import clew
from clew.catalogue.decisions import Decision
from clew.catalogue.log import Change
from clew.cli.asking import choice, question_text
from clew.cli.options import COUNT, command
from clew.cli.output import Out, Ticker
from clew.errors import CatalogueBusy, LinkingError
from clew.export.common.words import count, state, verb
from clew.linking import Desk, Explanation, Question, Reply
from clew.linking.desk import AT_ONCE
from clew.linking.linker import Linked

_KEYS = {"a": Reply.ACCEPT, "r": Reply.REJECT, "s": Reply.SPLIT, "n": Reply.UNSURE}
_PROMPT = "[a]ccept  [r]eject  [s]plit  [n]ot sure  [u]ndo  [q]uit > "
_AHEAD = 10  # questions that are fetched at once
_HELP = "Press one of a, r, s, n, u, q."


_whoever = click.option(
    "--by", envvar="CLEW_WHO", default=getpass.getuser, help="Who decides (else CLEW_WHO)."
)


@click.group()
def links() -> None:
    """Look through joins and links, decide on them, take decisions back."""


@links.command()
@click.option("--again", is_flag=True, help="Compare everything, also what was compared before.")
@command
def run(again: bool, out: Out, home: str | None) -> int:
    """Compare what is new with what is like it, join what is one thing, suggest links.

    It can be stopped at any moment; the same command again goes on where it was.
    """
    with clew.open(home) as catalogue:
        linked = matched(catalogue.links, again=again)
    out.result(linked._asdict(), matched_text(linked))
    return 0


def matched(desk: Desk, *, again: bool = False) -> Linked:
    """Compare what is new, with a line on the terminal that counts."""
    ticker = Ticker("records compared")
    total = desk.waiting()
    try:
        return desk.run(lambda done: ticker.reach(done, total or None), again=again)
    finally:
        ticker.done()


def after_reading(desk: Desk, out: Out) -> dict[str, object]:
    """Compare what was just read, and return what to add to a report's JSON form.

    Much is left for a run of its own, and said to be.
    """
    left = desk.waiting()
    if left > AT_ONCE:
        if not out.as_json:
            click.echo(f"{count(left, 'record')} wait to be compared: clew links run", err=True)
        return {"to_compare": left}
    try:
        linked = matched(desk)
    except CatalogueBusy:
        # Another process came between; what was read is safe, and the next run compares it.
        return {}
    if not linked.records:
        return {}
    if not out.as_json:
        click.echo(matched_text(linked), err=True)
    return {"matched": linked._asdict()}


def matched_text(linked: Linked) -> str:
    """Say how comparing went.

    Example: ``1,204 records compared: 31 pairs are the same, versions, parts or questions.``
    """
    compared, pairs = count(linked.records, "record"), count(linked.pairs, "pair")
    return f"{compared} compared; {pairs} found to be the same, related, or a question."


@links.command()
@click.option(
    "--limit", type=COUNT, default=20, show_default=True, help="How many questions at most."
)
@_whoever
@command
def review(limit: int, by: str, out: Out, home: str | None) -> int:
    """Ask what is most worth deciding, one question after the other.

    Answer by a key, or in a pipe by a line each. With --json the questions are written and nothing
    is asked; answer them with `clew links decide`.
    """
    with clew.open(home) as catalogue:
        if out.as_json:
            out.result({"questions": list(catalogue.links.questions(limit))}, "")
        else:
            _review(catalogue.links, limit, by)
    return 0


def _review(desk: Desk, limit: int, by: str) -> None:
    made: list[Decision] = []
    queue: list[Question] = []
    shown: Question | None = None
    while len(made) < limit:
        queue = queue or list(desk.questions(_AHEAD))
        if not queue:
            click.echo("Nothing is left to decide.")
            break
        if queue[0] is not shown:
            shown = queue[0]
            click.echo(_shown(shown))
        key = choice(_PROMPT)
        if key in ("q", "\x04"):
            break
        queue = _answered(desk, queue, key, by, made)
    click.echo(f"{count(len(made), 'decision')} made; `clew links undo` takes the last one back.")


def _answered(
    desk: Desk, queue: list[Question], key: str, by: str, made: list[Decision]
) -> list[Question]:
    """Do what a key asks for, and return what is left to ask; an answer may settle other questions.

    What cannot be done is said, and the question stands.
    """
    question = queue[0]
    try:
        if key == "u":
            undone = desk.undo(made.pop().number if made else None, by=by)
            click.echo(_decided_text(undone))
            return []
        if key == "s" and Reply.SPLIT not in question.answers:
            made.append(_split(desk, question, by))
        elif key in _KEYS:
            made.append(desk.decide(question.id, _answer(question, _KEYS[key]), by))
        else:
            click.echo(_HELP)
            return queue
    except clew.ClewError as error:
        click.echo(str(error))
        return queue
    sides = {question.one.id, question.other.id}
    return [one for one in queue[1:] if sides.isdisjoint({one.one.id, one.other.id})]


def _answer(question: Question, answer: Reply) -> Reply:
    """Return an answer in the question's own words: to reject a record is to split it off."""
    if answer == Reply.REJECT and Reply.SPLIT in question.answers:
        return Reply.SPLIT
    return answer


def _split(desk: Desk, question: Question, by: str) -> Decision:
    """Ask which record does not belong to its side."""
    sides = [side for side in (question.one, question.other) if len(side.records) > 1]
    if not sides:
        raise LinkingError("Each side is one record: there is nothing to split.")
    for side in sides:
        for record in side.records:
            why = f": {record.joined_by}" if record.joined_by else ""
            click.echo(f"  {record.number}  {side.id}  {record.source} – {record.location}{why}")
    click.echo("Which record does not belong? ", nl=False)
    told = sys.stdin.readline().strip()
    of = {str(record.number): side for side in sides for record in side.records}
    if told not in of:
        raise LinkingError(f"{told!r} is none of them; nothing was changed.")
    return desk.split(of[told].id, int(told), by=by)


def _shown(question: Question) -> str:
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 100
    return "\n" + question_text(question, width, colour=sys.stdout.isatty()) + "\n"


@links.command()
@click.argument("question")
@click.argument("answer", type=click.Choice([str(answer) for answer in Reply]))
@click.option("--note", help="Why.")
@_whoever
@command
def decide(
    question: str, answer: str, note: str | None, by: str, out: Out, home: str | None
) -> int:
    """Answer a question by its id: ONE-ID/TYPE/OTHER-ID, or ID/holds/RECORD."""
    with clew.open(home) as catalogue:
        decision = catalogue.links.decide(question, answer, by, note)
    out.result(decision, _decided_text(decision))
    return 0


@links.command()
@click.argument("one")
@click.argument("other")
@command
def explain(one: str, other: str, out: Out, home: str | None) -> int:
    """Say why two things are, or are not, one, and what links there are between them."""
    with clew.open(home) as catalogue:
        explanation = catalogue.links.explain(one, other)
    out.result(explanation, _explained(explanation))
    return 0


def _explained(explanation: Explanation) -> str:
    lines = ["They are one thing." if explanation.joined else "They are two things."]
    lines += [f"  {reason}" for reason in explanation.reasons]
    if explanation.compared:
        lines.append("Compared, in bits for (+) or against (-) their being one:")
        lines += [f"  {c.field:<12} {c.level:<14} {c.bits:+.1f}" for c in explanation.compared]
    for link in explanation.links:
        how = state(link.state, link.confidence)
        lines.append(f"{link.subject} {verb(link.type)} {link.object} ({how})")
        lines += [f"  {evidence.reason}" for evidence in link.evidence]
    return "\n".join(lines)


@links.command()
@click.argument("resource")
@click.argument("records", nargs=-1, required=True, type=int, metavar="RECORD…")
@click.option("--note", help="Why.")
@_whoever
@command
def split(
    resource: str,
    records: tuple[int, ...],
    note: str | None,
    by: str,
    out: Out,
    home: str | None,
) -> int:
    """Take records that are about something else out of a resource, for good."""
    with clew.open(home) as catalogue:
        decision = catalogue.links.split(resource, *records, by=by, note=note)
    out.result(decision, _decided_text(decision))
    return 0


@links.command()
@click.argument("decision", required=False, type=int)
@_whoever
@command
def undo(decision: int | None, by: str, out: Out, home: str | None) -> int:
    """Take a decision back, by default your last one; all is as if it had never been made."""
    with clew.open(home) as catalogue:
        undone = catalogue.links.undo(decision, by=by)
    out.result(undone, _decided_text(undone))
    return 0


def _decided_text(decision: Decision) -> str:
    about = f" ({decision.type})" if decision.type else ""
    note = f": {decision.note}" if decision.note else ""
    made = f"Decision {decision.number}: {decision.verdict}{about}, {decision.made_by}{note}."
    return f"{made} Undone by {decision.undone_by}." if decision.undone_by else made


@links.command()
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"]),
    metavar="DATE",
    help="Only from a day on, 2031-05-02.",
)
@command
def log(since: datetime | None, out: Out, home: str | None) -> int:
    """Tell every join, split, change of a link and decision with its reason, oldest first."""
    with clew.open(home) as catalogue:
        changes = list(catalogue.links.log(since.strftime("%Y-%m-%dT%H:%M:%SZ") if since else None))
    out.result({"changes": changes}, "\n".join(map(_told, changes)) or "Nothing happened.")
    return 0


def _told(change: Change) -> str:
    """Write a change as one line.

    Example: ``2031-05-02T09:00:00Z  moved     b.html  → knocking-twice: same DOI 10.5555/a``
    """
    at = change.record.location if change.record else ""
    if change.subject and change.object:
        what = f"{change.subject} {change.type} {change.object} ({change.state})"
    elif change.subject:
        origin = f"{change.former} " if change.former else ""
        what = f"{at}  {origin}→ {change.subject}"
    else:
        other = change.other.location if change.other else ""
        what = f"{change.decision}  {change.state} {change.type or 'same-as'} {at} – {other}"
    why = f": {change.reason}" if change.reason else ""
    return f"{change.at or '':<20}  {change.action:<8}  {what}{why}"


@links.command("replay")
@click.argument("file", type=click.File("rb"))
@command
def replay_log(file: Any, out: Out, home: str | None) -> int:
    """Make the decisions of a log again, from `clew links log --json` of the same documents."""
    try:
        told = msgspec.json.decode(file.read(), type=dict[str, list[Change]])["changes"]
    except (msgspec.DecodeError, KeyError) as error:
        raise LinkingError(
            f"{file.name} is no log: {error}.", hint="Write one with `clew links log --json`."
        ) from error
    with clew.open(home) as catalogue:
        made = catalogue.links.replay(told)
    out.result({"decisions": made}, f"{count(made, 'decision')} made again.")
    return 0
