"""The variables of a dataset as resources of their own, each part of the dataset."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from clew.catalogue import Catalogue, Placed
from clew.catalogue.records import Known
from clew.catalogue.variables import Row
from clew.model import Kind, LinkType, Record, Relation, Section, Target, Variable


def place_variables(
    catalogue: Catalogue, known: Mapping[str, Known], placed: Sequence[Placed]
) -> list[Placed]:
    """Give each variable of a document's datasets its resource: the one it had, or a new one.

    Variables of two sources are not made one here: :mod:`clew.linking.comparable` suggests it.
    """
    datasets = [e for e in placed if e.record.variables and e.record.kind != Kind.VARIABLE]
    found: list[Placed] = []
    keys: set[str] = set()
    for entry in datasets:
        told = list(variable_records(entry.record, keys))
        new = [record for record in told if record.key not in known]
        slugs = catalogue.variables.slugs(entry.resource, [r.variables[0].name for r in new])
        made = dict(
            zip(
                (record.key for record in new),
                catalogue.resources.make_many(Kind.VARIABLE, slugs),
                strict=True,
            )
        )
        found += (
            Placed(r, made[r.key] if r.key in made else known[r.key].resource, None) for r in told
        )
    return found


def variable_records(dataset: Record, taken: set[str]) -> Iterator[Record]:
    """Yield what a dataset's record says of each of its variables, as a record of the variable.

    Parameters
    ----------
    taken: keys that records of the document have already; those of the new ones are added.
    """
    often: Counter[str] = Counter()
    for variable in dataset.variables:
        key = beginning = f"variable:{dataset.key}:{variable.name}"
        while key in taken:
            often[variable.name] += 1
            key = f"{beginning}#{often[variable.name] + 1}"
        taken.add(key)
        yield Record(
            key=key,
            kind=Kind.VARIABLE,
            title=variable.label or variable.name,
            alternative_titles=(variable.name,) if variable.label else (),
            description=_description(variable),
            container=dataset.title,
            period=dataset.period,
            language=dataset.language,
            access=dataset.access,
            urls=(variable.url,) if variable.url else (),
            variables=(variable,),
            relations=(_inside(dataset, variable),),
        )


def variable_rows(numbers: Sequence[int], placed: Sequence[Placed]) -> Iterator[Row]:
    """Yield which of a document's records are variables of which."""
    numbered = {e.record.key: n for n, e in zip(numbers, placed, strict=True)}
    position: Counter[int] = Counter()
    for number, entry in zip(numbers, placed, strict=True):
        record = entry.record
        if record.kind == Kind.VARIABLE and record.variables and record.relations:
            dataset = numbered[record.relations[0].target.key or ""]
            yield Row(number, dataset, position[dataset], record.variables[0])
            position[dataset] += 1


def _description(variable: Variable) -> tuple[Section, ...]:
    return (Section(name="question", text=variable.question),) if variable.question else ()


def _inside(dataset: Record, variable: Variable) -> Relation:
    return Relation(type=LinkType.PART_OF, target=Target(key=dataset.key), quote=variable.name)
