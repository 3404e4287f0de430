"""Records: new ones, new versions, ones that go and come back."""

from __future__ import annotations

from support import Weave

from clew.catalogue import Catalogue
from clew.model import (
    Agent,
    Contribution,
    FullText,
    Identifier,
    Kind,
    Passage,
    Record,
    Role,
    Scheme,
    Section,
)

DOI = Identifier(scheme=Scheme.DOI, value="10.5555/clew.1")
STUDY = Record(
    key="study",
    kind=Kind.DATASET,
    title="Kitchen tables: a diary study",
    identifiers=(DOI,),
    description=(Section(name="abstract", text="Families kept diaries of visits."),),
    contributions=(Contribution(agent=Agent.person("Ada Mbeki"), role=Role.CREATOR),),
    fulltext=FullText(
        passages=(Passage(text="We sat down.", heading=("1 Start",), start=0, end=12),)
    ),
    extra={"colour": ["blue", {"shade": 3}]},
)


def test_a_record_comes_back_whole(catalogue: Catalogue, weave: Weave) -> None:
    weave(STUDY)
    (held,) = catalogue.resources.get("kitchen-tables-a-diary-study").held
    assert held.record == STUDY
    assert (held.source, held.location, held.reader, held.version) == (
        "files",
        "page.html",
        "test 1",
        1,
    )


def test_an_identifier_in_any_spelling_finds_it(catalogue: Catalogue, weave: Weave) -> None:
    weave(STUDY)
    for name in ("10.5555/CLEW.1", "https://doi.org/10.5555/clew.1", "doi:10.5555/clew.1"):
        assert catalogue.resources.get(name).slug == "kitchen-tables-a-diary-study"


def test_a_changed_document_makes_a_new_version_and_keeps_the_id(
    catalogue: Catalogue, weave: Weave
) -> None:
    weave(STUDY)
    later = Record(key="study", kind=Kind.DATASET, title="Kitchen tables, revisited")
    weave(later)
    resource = catalogue.resources.get("kitchen-tables-a-diary-study")
    assert [(h.version, h.record) for h in resource.held] == [(2, later)]
    assert resource.label == "Kitchen tables, revisited"


def test_the_earlier_version_is_kept(catalogue: Catalogue, weave: Weave) -> None:
    weave(STUDY)
    weave(Record(key="study", kind=Kind.DATASET, title="Kitchen tables, revisited"))
    rows = catalogue._database.connection.execute(
        "SELECT version, json_extract(body, '$.title') FROM versions WHERE record = 1"
        " ORDER BY version"
    ).fetchall()
    assert rows == [(1, "Kitchen tables: a diary study"), (2, "Kitchen tables, revisited")]


def test_what_a_new_version_no_longer_says_is_not_found_by(
    catalogue: Catalogue, weave: Weave
) -> None:
    weave(STUDY)
    weave(Record(key="study", kind=Kind.DATASET, title="Kitchen tables"))
    assert catalogue.lookup.with_identifier(DOI) == []


def test_a_record_that_goes_is_marked_and_comes_back(catalogue: Catalogue, weave: Weave) -> None:
    other = Record(key="other", kind=Kind.PUBLICATION, title="A paper on tables")
    weave(STUDY, other)
    weave(STUDY)
    assert catalogue.counts()["records"] == 3  # the study, the paper and who made the study
    assert "publication" not in catalogue.resources.count_by_kind()
    weave(STUDY, other)
    assert catalogue.resources.get("a-paper-on-tables").held[0].version == 2


def test_changes_carry_a_rising_revision(catalogue: Catalogue, weave: Weave) -> None:
    weave(STUDY)
    before = catalogue.revision
    weave(Record(key="p", kind=Kind.COURSE, title="A course"), at="other.html")
    changed = catalogue.resources.changed_since(before)
    assert [catalogue.resources.slug(number) for number in changed] == ["a-course"]


def test_agents_are_counted_once(catalogue: Catalogue, weave: Weave) -> None:
    orcid = Identifier(scheme=Scheme.ORCID, value="0000-0002-1825-0097")
    ada, namesake = Agent.person("Ada Mbeki"), Agent.person("Ada Mbeki", identifiers=(orcid,))
    parts = [Contribution(agent=a, role=Role.AUTHOR) for a in (ada, namesake, ada)]
    weave(Record(key="a", kind=Kind.PUBLICATION, title="T", contributions=tuple(parts)))
    rows = catalogue._database.connection.execute(
        "SELECT name, scheme, value FROM agents ORDER BY scheme"
    ).fetchall()
    assert rows == [("Ada Mbeki", None, None), ("Ada Mbeki", "orcid", "0000-0002-1825-0097")]
