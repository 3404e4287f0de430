"""Things sent in an export format, as files that have a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from starlette.responses import Response, StreamingResponse

from clew.app import Clew
from clew.errors import ExportError, NotFound
from clew.export import Format, Item, choose
from clew.exporting import items
from clew.members import Collection
from clew.model import Thread


def sent(text: str, form: Format, name: str) -> Response:
    """Send a text that is written."""
    return Response(text, headers=headers_of(form, name))


def streamed(pieces: Iterator[str], form: Format, name: str) -> Response:
    """Send a text as it is written, however long.

    What is wrong with the question is told first: headers go out before the body.
    """
    first = next(pieces, "")
    return StreamingResponse(chain([first], pieces), headers=headers_of(form, name))


def sent_thread(catalogue: Clew, found: Thread, form: str) -> Response:
    """Send a thread in a format of threads, or all that is on it in one of lists.

    Raises
    ------
    ExportError: when there is no such format, or it holds one thing only.
    """
    name = f"{found.root}-thread"
    try:
        chosen = choose(form, of=Thread)
    except ExportError:
        pieces = catalogue.export(form, *(bead.id for bead in found.beads))
        return streamed(pieces, choose(form), name)
    return sent(chosen.render(found), chosen, name)


def sent_collection(catalogue: Clew, found: Collection, form: str) -> Response:
    """Send what a collection holds.

    Raises
    ------
    ExportError: when there is no such format, or it holds one thing only.
    """
    chosen = choose(form)
    return streamed(chosen.write(held_items(catalogue, found)), chosen, found.title)


def held_items(catalogue: Clew, found: Collection) -> Iterator[Item]:
    """Yield what a collection holds; what has gone since, it says itself."""
    numbers = _numbers(catalogue, (kept.resource for kept in found.kept))
    return items(catalogue.catalogue, numbers)


def _numbers(catalogue: Clew, names: Iterable[str]) -> Iterator[int]:
    for name in names:
        try:
            yield catalogue.catalogue.resources.number(name)
        except NotFound:
            continue


def headers_of(form: Format, name: str) -> dict[str, str]:
    """Say what is sent and what to call the file."""
    safe = "".join(c if (c.isalnum() and c.isascii()) or c in "-_" else "-" for c in name)[:80]
    media = form.media_type
    return {
        "Content-Type": f"{media}; charset=utf-8" if media.startswith("text/") else media,
        "Content-Disposition": f'inline; filename="{safe}.{form.extension}"',
    }
