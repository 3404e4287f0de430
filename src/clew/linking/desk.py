"""The desk at which joins and links are looked through: what ``clew.open(…).links`` is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from clew.catalogue import Catalogue
from clew.catalogue.decisions import Decision
from clew.catalogue.log import Change
from clew.errors import LinkingError, NotFound
from clew.linking.deciding import Deciding
from clew.linking.explaining import Explanation, explain
from clew.linking.linker import Linked, Progress, link
from clew.linking.matching import registry
from clew.linking.questions import HOLDS, Asked, Question, Reply, questions
from clew.linking.replaying import replay
from clew.linking.rulings import Ruling, rulings
from clew.model import LinkType

AT_ONCE = 2_000  # records that are compared as soon as they have come; more are left for a run


class Desk:
    """Everything people do with joins and links.

    Example::

        with clew.open("~/catalogue") as catalogue:
            for question in catalogue.links.questions(5):
                catalogue.links.decide(question.id, "unsure", by="Ada")

    Parameters
    ----------
    catalogue: where the links are.
    joined: called when a run has ended, to bring up to date what is derived from the catalogue.
    matcher: the name of who weighs pairs of records, see ``clew.linking.matching.registry``.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        joined: Callable[[], None] = lambda: None,
        matcher: str = registry.DEFAULT,
    ) -> None:
        self._catalogue = catalogue
        self._joined = joined
        self._matcher = matcher

    def run(self, progress: Progress = lambda done: None, *, again: bool = False) -> Linked:
        """Compare what is new or has changed with what is like it, and join what is one thing.

        It can be stopped at any moment and goes on where it was.

        Parameters
        ----------
        progress: called with the number of records compared so far.
        again: compare everything, also what was compared before.

        Raises
        ------
        CatalogueBusy: when another process is writing.
        MatcherError: when the matcher cannot be loaded, or fails.
        """
        matcher = registry.load(self._matcher)
        with self._catalogue.writing():
            if again:
                with self._catalogue.transaction():
                    self._catalogue.candidates.stir()
            linked = link(self._catalogue, progress, matcher)
            self._joined()
        return linked

    def run_if_few(self) -> Linked:
        """Compare what is new unless that is much: comparing a million records takes its time."""
        return self.run() if self.waiting() <= AT_ONCE else Linked(0, 0)

    def waiting(self) -> int:
        """Return how many records have not been compared with others since they came."""
        return self._catalogue.candidates.left()

    def questions(self, limit: int = 20) -> Iterator[Question]:
        """Yield what people should decide, most valuable first; see docs/linking.md."""
        return questions(self._catalogue, limit)

    def decide(self, question: str, answer: str, by: str, note: str | None = None) -> Decision:
        """Answer a question; return the decision, which can be undone by its number.

        Parameters
        ----------
        question: its id; any link may be asked about, ``one-id/funded-by/other-id``.
        answer: ``accept``, ``reject``, ``unsure``, or of a record that a resource holds ``split``.
        by: who decides.
        note: why.

        Raises
        ------
        NotFound: when there is no such resource or record.
        LinkingError: when that is no question, or no answer to it.
        CatalogueBusy: when another process is writing.
        """
        asked = Asked.parse(question)
        verb = _verb(asked, answer, Deciding(self._catalogue, _named(by)))
        with self._catalogue.writing():
            return self._catalogue.decisions.get(verb(note))

    def split(self, resource: str, *records: int, by: str, note: str | None = None) -> Decision:
        """Say that records of a resource are not about what its others are about.

        Parameters
        ----------
        resource: its id, or an identifier in any spelling.
        records: by number, as ``questions`` and ``clew show`` give them.
        by: who says so.
        note: why.

        Raises
        ------
        NotFound: when there is no such resource.
        LinkingError: when it has not those records, or no other.
        CatalogueBusy: when another process is writing.
        """
        held = {one.number for one in self._catalogue.resources.get(resource).held}
        strange = sorted(set(records) - held)
        if strange or not records:
            which = f"no record {strange[0]}" if strange else "records, but which to split off?"
            raise LinkingError(
                f"{resource} has {which}.",
                hint=f"Its records are {', '.join(map(str, sorted(held)))}.",
            )
        with self._catalogue.writing():
            number = Deciding(self._catalogue, _named(by)).split(*sorted(set(records)), note=note)
            return self._catalogue.decisions.get(number)

    def undo(self, decision: int | None = None, *, by: str) -> Decision:
        """Take a decision back, by default the last one of whoever asks.

        Raises
        ------
        NotFound: when there is none, or it was undone before.
        CatalogueBusy: when another process is writing.
        """
        last = self._catalogue.decisions.last(by) if decision is None else None
        number = last.number if last else decision
        if number is None:
            raise NotFound(f"{by} has decided nothing that could be undone.")
        with self._catalogue.writing():
            return Deciding(self._catalogue, _named(by)).undo(number)

    def decisions(self) -> list[Decision]:
        """Return every decision, undone ones too, in order."""
        return self._catalogue.decisions.all()

    def rulings(self, limit: int = 50, before: int | None = None) -> list[Ruling]:
        """Return the latest decisions with what they are about, the newest first.

        Parameters
        ----------
        limit: how many at most.
        before: only those with a lower number, which is the next page.
        """
        return rulings(self._catalogue, self._catalogue.decisions.page(limit, before))

    def rulings_on(self, *records: int) -> list[Ruling]:
        """Return the decisions that are about any of some records, the newest first."""
        return rulings(self._catalogue, self._catalogue.decisions.about(records))

    def explain(self, one: str, other: str) -> Explanation:
        """Say why two things are, or are not, one.

        Raises
        ------
        NotFound: when either is not there.
        """
        return explain(self._catalogue, one, other)

    def log(self, since: str | None = None) -> Iterator[Change]:
        """Yield every join, split, change of a link and decision with its reason, oldest first.

        Parameters
        ----------
        since: only from a day or moment on (ISO 8601, UTC).
        """
        return self._catalogue.log.changes(since)

    def changes(
        self, actions: Iterable[str], limit: int, before: int | None = None
    ) -> list[Change]:
        """Return the latest entries of the log, the newest first.

        Parameters
        ----------
        actions: ``joined``, ``moved``, ``evidence``, ``dropped``, ``decided``, ``undone``.
        limit: how many at most.
        before: only those with a lower number, which is the next page.
        """
        return self._catalogue.log.page(actions, limit, before)

    def replay(self, changes: Iterable[Change]) -> int:
        """Do what people decided in another catalogue of the same documents; return how often.

        Raises
        ------
        LinkingError: when a decision is about a record that is not here.
        CatalogueBusy: when another process is writing.
        """
        with self._catalogue.writing():
            return replay(self._catalogue, changes)


Verb = Callable[[str | None], int]


def _verb(asked: Asked, answer: str, deciding: Deciding) -> Verb:
    """Return what an answer to a question does, given a note."""
    verbs = _on_record(asked, deciding) if asked.type == HOLDS else _on_link(asked, deciding)
    if answer not in verbs:
        raise LinkingError(
            f"{answer!r} is no answer to {asked}.",
            hint=f"Answer {', '.join(verbs)}; `clew links split` takes records out of a resource.",
        )
    return verbs[answer]


def _on_record(asked: Asked, deciding: Deciding) -> dict[str, Verb]:
    record = int(asked.object)
    return {
        Reply.ACCEPT: lambda note: deciding.keep(record, note),
        Reply.REJECT: lambda note: deciding.split(record, note=note),
        Reply.SPLIT: lambda note: deciding.split(record, note=note),
        Reply.UNSURE: lambda note: deciding.doubt(record, note),
    }


def _on_link(asked: Asked, deciding: Deciding) -> dict[str, Verb]:
    ends = asked.subject, LinkType(asked.type), asked.object
    return {
        Reply.ACCEPT: lambda note: deciding.confirm(*ends, note),
        Reply.REJECT: lambda note: deciding.reject(*ends, note),
        Reply.UNSURE: lambda note: deciding.unsure(*ends, note),
    }


def _named(who: str) -> str:
    """Return a person's name.

    Raises
    ------
    LinkingError: when it is empty: a decision without a name could not be told from a machine's.
    """
    if not who.strip():
        raise LinkingError("Nobody is named as who decides.", hint="Give a name with `--by NAME`.")
    return who.strip()
