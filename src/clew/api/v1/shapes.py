"""What the interface shows of things whose inner form is the rooms' own."""

from __future__ import annotations

from clew.catalogue.runs import Report
from clew.catalogue.variables import Child
from clew.harvesting import Health
from clew.linking.comparable import Comparable
from clew.model import Compared, Variable
from clew.model.base import Value


class SourceState(Value, frozen=True, kw_only=True):
    """A source: how it is asked, under what terms, its last runs, and how its links are."""

    name: str
    title: str
    protocol: str
    address: str
    due: bool
    rights: str | None = None
    credit: str | None = None
    runs: tuple[Report, ...] = ()
    links_here: int = 0
    links_moved: int = 0
    links_gone: int = 0
    links_failing: int = 0
    last_seen: str | None = None

    @classmethod
    def of(cls, health: Health) -> SourceState:
        """Show how a source is."""
        source, links = health.source, health.links
        return cls(
            name=source.name,
            title=source.title or source.name,
            protocol=source.protocol,
            address=source.address,
            due=health.due,
            rights=source.rights,
            credit=source.credit,
            runs=tuple(health.reports),
            links_here=links.here,
            links_moved=links.moved,
            links_gone=links.gone,
            links_failing=links.failing,
            last_seen=links.last_seen,
        )


class VariableOf(Value, frozen=True, kw_only=True):
    """A variable, its id, and the id of its dataset.

    Where it was found by another one: how sure it is that they are the same, and what agrees.
    """

    id: str
    dataset: str
    variable: Variable
    confidence: float | None = None
    compared: tuple[Compared, ...] = ()

    @classmethod
    def of(cls, child: Child) -> VariableOf:
        """Show a variable of a dataset."""
        return cls(id=child.slug, dataset=child.dataset_slug, variable=child.variable)

    @classmethod
    def alike(cls, found: Comparable) -> VariableOf:
        """Show a variable that seems to be the same as another."""
        return cls(
            id=found.child.slug,
            dataset=found.child.dataset_slug,
            variable=found.child.variable,
            confidence=found.confidence,
            compared=found.compared,
        )
