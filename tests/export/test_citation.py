"""Citations in the four styles at hand and in any other, of works of all kinds."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import clew
from clew.cli import main
from clew.errors import ExportError
from clew.export import Item, choose
from clew.export.citation import styled
from clew.export.citation.style import Style
from clew.model import Agent, Contribution, Identifier, Kind, Record, Role, Scheme

STYLES = ("apa", "harvard", "chicago", "vancouver")
FILES = Path(clew.__file__).parent / "export" / "citation" / "styles"
EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "corpus"


def by(given: str, family: str, role: Role = Role.AUTHOR) -> Contribution:
    return Contribution(agent=Agent.person(given=given, family=family), role=role)


def house(name: str, role: Role = Role.PUBLISHER) -> Contribution:
    return Contribution(agent=Agent.organisation(name), role=role)


def publication(subtype: str, title: str, *makers: Contribution, **more: object) -> Record:
    return Record(
        key="k",
        kind=Kind.PUBLICATION,
        subtype=subtype,
        title=title,
        contributions=makers,
        **more,  # type: ignore[arg-type]
    )


def of_kind(kind: Kind, title: str, *makers: Contribution, **more: object) -> Record:
    return Record(key="k", kind=kind, title=title, contributions=makers, **more)  # type: ignore[arg-type]


def named(scheme: str, value: str) -> Identifier:
    return Identifier(scheme=scheme, value=value)


PIA = ("Pia", "Lindqvist")
DOI = "10.99999/jt.2032.18"
AWARD = "https://gtr.ukri.org/projects?ref=ZZ%2FK00417X%2F1"
WORKS: dict[str, tuple[Record, tuple[str, str, str, str]]] = {
    "book": (
        publication(
            "Book",
            "The kettle and the door",
            by("Ada", "Moss"),
            by("Tom B.", "Rope"),
            house("Elm Press"),
            subtitle="Waiting in other people's homes",
            published="2014",
        ),
        (
            "Moss, A., & Rope, T. B. (2014). The kettle and the door: Waiting in other people's"
            " homes. Elm Press.",
            "Moss, A. and Rope, T.B. (2014) The kettle and the door: Waiting in other people's"
            " homes. Elm Press.",
            "Moss, Ada, and Tom B. Rope. 2014. The Kettle and the Door: Waiting in Other People's"
            " Homes. Elm Press.",
            "Moss A, Rope TB. The kettle and the door: Waiting in other people's homes. Elm Press;"
            " 2014.",
        ),
    ),
    "chapter, with accents and a double name": (
        publication(
            "Book section",
            "On hallways",
            by("Jean-Luc Marie", "Ødegård"),
            by("Ada", "Moss", Role.EDITOR),
            by("Tom", "Rope", Role.EDITOR),
            house("Elm Press"),
            published="2016",
            container="Doors and how to knock on them",
            pages="18–37",
        ),
        (
            "Ødegård, J.-L. M. (2016). On hallways. In A. Moss & T. Rope (Eds.), Doors and how to"
            " knock on them (pp. 18–37). Elm Press.",
            "Ødegård, J.-L.M. (2016) ‘On hallways’, in A. Moss and T. Rope (eds) Doors and how to"
            " knock on them. Elm Press, pp. 18–37.",
            "Ødegård, Jean-Luc Marie. 2016. “On Hallways.” In Doors and How to Knock on Them,"
            " edited by Ada Moss and Tom Rope. Elm Press.",
            "Ødegård JLM. On hallways. In: Moss A, Rope T, editors. Doors and how to knock on them."
            " Elm Press; 2016. p. 18–37.",
        ),
    ),
    "article": (
        publication(
            "Journal article",
            "What the hallway knows: A diary study",
            by(*PIA),
            by("Zoë", "Brontë"),
            published="2032-04-05",
            container="Journal of Thresholds",
            volume="3",
            issue="2",
            pages="18–37",
            identifiers=(named(Scheme.DOI, DOI),),
        ),
        (
            "Lindqvist, P., & Brontë, Z. (2032). What the hallway knows: A diary study. Journal of"
            f" Thresholds, 3(2), 18–37. https://doi.org/{DOI}",
            "Lindqvist, P. and Brontë, Z. (2032) ‘What the hallway knows: A diary study’, Journal"
            f" of Thresholds, 3(2), pp. 18–37. Available at: https://doi.org/{DOI}.",
            "Lindqvist, Pia, and Zoë Brontë. 2032. “What the Hallway Knows: A Diary Study.” Journal"
            f" of Thresholds 3 (2): 18–37. https://doi.org/{DOI}.",
            "Lindqvist P, Brontë Z. What the hallway knows: A diary study. Journal of Thresholds."
            f" 2032 Apr 5;3(2):18–37. doi:{DOI}",
        ),
    ),
    "report of an organisation": (
        publication(
            "Report",
            "Counting visits",
            house("Wexmoor Council", Role.AUTHOR),
            house("Fenny Archive"),
            published="2019",
            urls=("https://wexmoor.example/7",),
        ),
        (
            "Wexmoor Council. (2019). Counting visits. Fenny Archive. https://wexmoor.example/7",
            "Wexmoor Council (2019) Counting visits. Fenny Archive. Available at:"
            " https://wexmoor.example/7.",
            "Wexmoor Council. 2019. Counting Visits. Fenny Archive. https://wexmoor.example/7.",
            "Wexmoor Council. Counting visits [Internet]. Fenny Archive; 2019. Available from:"
            " https://wexmoor.example/7",
        ),
    ),
    "thesis": (
        of_kind(
            Kind.THESIS,
            "The unopened door",
            by("Tomasz", "Wren"),
            house("University of Wexmoor", Role.AWARDING_INSTITUTION),
            degree="Doctor of Philosophy",
            published="2034",
        ),
        (
            "Wren, T. (2034). The unopened door [Doctor of Philosophy]. University of Wexmoor.",
            "Wren, T. (2034) The unopened door. Doctor of Philosophy. University of Wexmoor.",
            "Wren, Tomasz. 2034. “The Unopened Door.” Doctor of Philosophy, University of Wexmoor.",
            "Wren T. The unopened door [Doctor of Philosophy]. University of Wexmoor; 2034.",
        ),
    ),
    "dataset": (
        of_kind(
            Kind.DATASET,
            "Kettle on: first minutes of a home visit",
            by(*PIA, Role.CREATOR),
            house("Meridian Archive"),
            published="2033",
            identifiers=(named(Scheme.DOI, DOI),),
        ),
        (
            "Lindqvist, P. (2033). Kettle on: first minutes of a home visit [Data set]. Meridian"
            f" Archive. https://doi.org/{DOI}",
            "Lindqvist, P. (2033) ‘Kettle on: first minutes of a home visit’. Meridian Archive."
            f" Available at: https://doi.org/{DOI}.",
            "Lindqvist, Pia. 2033. “Kettle On: First Minutes of a Home Visit.” Data set. Meridian"
            f" Archive. https://doi.org/{DOI}.",
            "Lindqvist P. Kettle on: first minutes of a home visit [Data set]. Meridian Archive;"
            f" 2033. doi:{DOI}",
        ),
    ),
    "award": (
        of_kind(
            Kind.AWARD,
            "Kettle on: how home visits begin",
            by(*PIA, Role.PRINCIPAL_INVESTIGATOR),
            house("Council for Everyday Life", Role.FUNDER),
            published="2030",
            identifiers=(named(Scheme.AWARD, "ZZ/K00417X/1"),),
        ),
        (
            "Lindqvist, P. (2030). Kettle on: how home visits begin (Grant ZZ/K00417X/1). Council"
            f" for Everyday Life. {AWARD}",
            "Lindqvist, P. (2030) Kettle on: how home visits begin. Grant ZZ/K00417X/1. Council for"
            f" Everyday Life. Available at: {AWARD}.",
            "Lindqvist, Pia. 2030. Kettle On: How Home Visits Begin. Grant ZZ/K00417X/1. Council"
            f" for Everyday Life. {AWARD}.",
            "Lindqvist P. Kettle on: how home visits begin [Grant] [Internet]. Council for Everyday"
            f" Life; 2030. Grant ZZ/K00417X/1. Available from: {AWARD}",
        ),
    ),
    "course": (
        of_kind(
            Kind.COURSE,
            "Knocking, waiting, going in",
            by(*PIA, Role.INSTRUCTOR),
            house("University of Wexmoor", Role.LEAD_ORGANISATION),
            published="2036",
        ),
        (
            "Lindqvist, P. (2036). Knocking, waiting, going in [Course]. University of Wexmoor.",
            "Lindqvist, P. (2036) Knocking, waiting, going in. Course. University of Wexmoor.",
            "Lindqvist, Pia. 2036. Knocking, Waiting, Going in. Course. University of Wexmoor.",
            "Lindqvist P. Knocking, waiting, going in [Course]. University of Wexmoor; 2036.",
        ),
    ),
    "web page": (
        publication(
            "Web page",
            "How we visit",
            house("Fenny Borough", Role.AUTHOR),
            published="2021-03",
            urls=("https://wexmoor.example/visit",),
        ),
        (
            "Fenny Borough. (2021, March). How we visit. https://wexmoor.example/visit",
            "Fenny Borough (2021) How we visit. Available at: https://wexmoor.example/visit.",
            "Fenny Borough. 2021. “How We Visit.” March. https://wexmoor.example/visit.",
            "Fenny Borough. How we visit [Internet]. 2021. Available from:"
            " https://wexmoor.example/visit",
        ),
    ),
    "no date, and particles": (
        publication(
            "Book",
            "Undated thoughts",
            by("Ludwig", "van der Berg"),
            by("Charles", "de la Cour"),
            by("Màiri", "NicDhòmhnaill"),
            by("Ó", "Súilleabháin"),
            house("Elm Press"),
        ),
        (
            "van der Berg, L., de la Cour, C., NicDhòmhnaill, M., & Súilleabháin, Ó. (n.d.)."
            " Undated thoughts. Elm Press.",
            "van der Berg, L. et al. (no date) Undated thoughts. Elm Press.",
            "van der Berg, Ludwig, Charles de la Cour, Màiri NicDhòmhnaill, and Ó Súilleabháin."
            " n.d. Undated Thoughts. Elm Press.",
            "van der Berg L, de la Cour C, NicDhòmhnaill M, Súilleabháin Ó. Undated thoughts. Elm"
            " Press.",
        ),
    ),
    "nobody named": (
        publication("Report", "Nobody wrote this", house("Elm Press"), published="2001"),
        (
            "Nobody wrote this. (2001). Elm Press.",
            "Nobody wrote this (2001). Elm Press.",
            "Nobody wrote this. 2001. Elm Press.",
            "Nobody wrote this. Elm Press; 2001.",
        ),
    ),
    "a question": (
        publication(
            "Journal article",
            "Who opened the door?",
            by("Ada", "Moss"),
            published="2020",
            container="Journal of Thresholds",
            volume="12",
            pages="e104",
        ),
        (
            "Moss, A. (2020). Who opened the door? Journal of Thresholds, 12, e104.",
            "Moss, A. (2020) ‘Who opened the door?’, Journal of Thresholds, 12, p. e104.",
            "Moss, Ada. 2020. “Who Opened the Door?” Journal of Thresholds 12: e104.",
            "Moss A. Who opened the door? Journal of Thresholds. 2020;12:e104.",
        ),
    ),
}


def cited(record: Record) -> tuple[str, ...]:
    return tuple(choose(name).render(record).removesuffix("\n") for name in STYLES)


@pytest.mark.parametrize("work", WORKS)
def test_works_of_all_kinds(work: str) -> None:
    record, expected = WORKS[work]
    assert cited(record) == expected


def test_very_many_authors() -> None:
    makers = tuple(by(f"{chr(65 + n)}nna", f"Name{n}") for n in range(22))
    apa, harvard, chicago, vancouver = cited(publication("Book", "At the table", *makers))
    assert ", Name18, S., … Name21, V. (n.d.)." in apa
    assert harvard.startswith("Name0, A. et al. (no date)")
    assert chicago.startswith("Name0, Anna, Bnna Name1, Cnna Name2, et al. n.d.")
    assert vancouver.startswith("Name0 A, Name1 B, Name2 C, Name3 D, Name4 E, Name5 F, et al. At")


def test_titles_in_other_languages_keep_their_letters() -> None:
    record = publication("Book", "Was der flur weiß", by("Ada", "Moss"), language="de")
    assert "Was der flur weiß" in cited(record)[2]
    assert "Was Der Flur Weiß" in cited(msgspec.structs.replace(record, language="en"))[2]


@settings(max_examples=25, deadline=None)
@given(name=st.text(max_size=30), title=st.text(max_size=30))
def test_any_words_make_one_line(name: str, title: str) -> None:
    record = publication("Book", title, Contribution(agent=Agent.person(name), role=Role.AUTHOR))
    for style in ("harvard", "vancouver"):
        written = choose(style).render(record)
        assert written.endswith("\n")
        assert len(written.splitlines()) == 1


def test_what_looks_like_code_stays_what_it_is() -> None:
    title = "<script>alert(1)</script> & <b>bold</b> \\textbf{x} $y$"
    assert f"(n.d.). {title}." in cited(publication("Book", title, by("Ada", "Moss")))[0]


@pytest.mark.parametrize("title", ["", "\u200b", "\x00", " \n"])
def test_of_what_nothing_is_known_nothing_is_said(title: str) -> None:
    bare = Record(key="\x01", kind=Kind.DATASET, title=title, subtitle="In short")
    for style in ("harvard", "vancouver"):
        written = choose(style).render(bare)
        assert len(written.splitlines()) == 1


def test_a_list_has_a_line_between(dataset: Record, article: Record) -> None:
    written = "".join(choose("apa").write(map(Item.of, (dataset, article))))
    assert [line[:9] for line in written.split("\n")] == ["Lindqvist", "", "Lindqvist", ""]


# Other styles


PLAIN = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Plain</title><id>urn:plain</id><updated>2031-05-02T00:00:00Z</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><sort><key variable="title"/></sort>
    <layout>
      <text variable="citation-number" suffix=". "/>
      <names variable="author"><name name-as-sort-order="all"/></names>
      <date variable="issued" prefix=" (" suffix=")"><date-part name="year"/></date>
      <text variable="title" prefix=" "/>
    </layout>
  </bibliography>
</style>"""


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    file = tmp_path / "plain.csl"
    file.write_text(PLAIN)
    return file


def test_any_style_is_a_file(plain: Path) -> None:
    form = styled(plain)
    assert (form.name, form.media_type) == ("plain", "text/x-bibliography; style=plain")
    record, _ = WORKS["article"]
    assert form.render(record) == (
        "Lindqvist, Pia, Brontë, Zoë (2032) What the hallway knows: A diary study\n"
    )


def test_the_command_and_the_package_take_a_file(plain: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    with clew.open(home) as catalogue:
        catalogue.add(str(EXAMPLES / "thesis"))
        (thesis, *_) = catalogue.search("", kind="thesis").hits
        told = "".join(catalogue.export(plain, thesis.id))
    done = CliRunner().invoke(main, ["export", thesis.id, "--as", str(plain), "--home", str(home)])
    assert done.exit_code == 0, done.output
    assert done.output == told
    assert thesis.title[:20] in told
    missing = ["export", thesis.id, "--as", "no-such.csl", "--home", str(home)]
    refused = CliRunner().invoke(main, missing)
    assert refused.exit_code == 2
    assert "no-such.csl cannot be read as a citation style" in refused.output


DEPENDENT = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0">
  <info><link href="http://www.zotero.org/styles/apa" rel="independent-parent"/></info></style>"""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "cannot be read as a citation style"),
        ("kettle", "cannot be read as a citation style"),
        ("<style><bibliography><layout/></bibliography></style>", "has no form for lists"),
        (DEPENDENT, "has no form for lists"),
        ("<a>" * 300, "cannot be read as a citation style"),
        ("x" * 2_000_001, "is too large"),
    ],
)
def test_what_is_no_style_is_refused(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "odd.csl"
    file.write_text(text)
    with pytest.raises(ExportError, match=says):
        Style(file)


def test_a_dependent_style_names_its_parent(tmp_path: Path) -> None:
    file = tmp_path / "odd.csl"
    file.write_text(DEPENDENT)
    with pytest.raises(ExportError) as caught:
        Style(file)
    assert caught.value.hint == "It only refers to http://www.zotero.org/styles/apa: take that."


def test_a_style_reads_no_other_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("a kettle sings")
    file = tmp_path / "odd.csl"
    entity = f'<!DOCTYPE style [<!ENTITY s SYSTEM "file://{secret}">]>'
    file.write_text(entity + PLAIN.replace('prefix=" (" suffix=")"', 'prefix="(" suffix="&#41;"'))
    record, _ = WORKS["article"]
    assert "kettle" not in styled(file).render(record)


def test_a_citation_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    style = Style(FILES / "nlm-citation-sequence.csl")
    work = {"type": "book", "title": "Doors", "author": [{"family": "Moss", "given": "Ada"}]}
    first = style.write(work)
    monkeypatch.setattr("citeproc.CitationStylesBibliography", None)
    assert style.write(dict(reversed(work.items()))) == first == "Moss A. Doors."


def test_styles_at_hand_have_their_licence_beside_them() -> None:
    files = {file.name for file in FILES.glob("*.csl")}
    told = (FILES / "README.md").read_text("utf-8")
    assert {name for name in files if f"`{name}`" not in told} == set()
    for file in FILES.glob("*.csl"):
        assert "creativecommons.org/licenses/by-sa/3.0" in file.read_text("utf-8")
