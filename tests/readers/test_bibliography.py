"""Bibliographies come apart into entries, and entries into their parts, in the usual styles."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clew.model import Agent, Identifier, Reference
from clew.readers.common.bibliography import (
    Citations,
    parse_bibliography,
    parse_reference,
    split_entries,
)
from clew.readers.common.bibliography.names import parse_editors, parse_names


def person(family: str, given: str | None = None) -> Agent:
    return Agent.person(given=given, family=family)


def body(name: str) -> Agent:
    return Agent.organisation(name)


def doi(value: str) -> Identifier:
    return Identifier(scheme="doi", value=value)


HARVARD: list[tuple[str, dict[str, object]]] = [
    (
        "Okafor, N., and Lindqvist, A.B., 2010. Doors that stay shut: what do refusals mean? "
        "*Journal of Doorstep Studies*, 12(3), pp.155-63.",
        {
            "authors": (person("Okafor", "N."), person("Lindqvist", "A.B.")),
            "year": "2010",
            "title": "Doors that stay shut: what do refusals mean?",
            "container": "Journal of Doorstep Studies",
            "volume": "12",
            "issue": "3",
            "pages": "155-63",
        },
    ),
    (
        "Moss T, Elm R, and van der Berg AC, 2014a. *The Queue Project*. *A report on waiting*. "
        "[pdf] Leeds: Policy House. Available at: https://queue.example/report.pdf "
        "[Accessed 3 May 2015].",
        {
            "authors": (person("Moss", "T"), person("Elm", "R"), person("van der Berg", "AC")),
            "year": "2014a",
            "title": "The Queue Project. A report on waiting",
            "place": "Leeds",
            "publisher": "Policy House",
            "url": "https://queue.example/report.pdf",
        },
    ),
    (
        "Quayle, R. 2004, Listening at the letterbox. In: N Okafor, and SB Ito, eds. "
        "*Thresholds: A Handbook*, Thousand Oaks, CA: Elm Press. pp.56-76.",
        {
            "authors": (person("Quayle", "R."),),
            "year": "2004",
            "title": "Listening at the letterbox",
            "container": "Thresholds: A Handbook",
            "editors": (person("Okafor", "N"), person("Ito", "SB")),
            "place": "Thousand Oaks, CA",
            "publisher": "Elm Press",
            "pages": "56-76",
        },
    ),
    (
        "Department for Tides, Schools and Shores, and The Harbour Office, 2010. *Every Wave "
        "Counts: a guide* (Shore Report 26). Hull: The Harbour Office.",
        {
            "authors": (
                body("Department for Tides, Schools and Shores"),
                body("The Harbour Office"),
            ),
            "year": "2010",
            "title": "Every Wave Counts: a guide",
            "container": "Shore Report 26",
            "place": "Hull",
            "publisher": "The Harbour Office",
        },
    ),
    (
        "Hale, C., Ash, P., and Shoreline Research Team, 2009. *Waiting rooms*. Second ed. "
        "London; New York: Elm Press.",
        {
            "authors": (person("Hale", "C."), person("Ash", "P."), body("Shoreline Research Team")),
            "year": "2009",
            "title": "Waiting rooms",
            "edition": "Second",
            "place": "London; New York",
            "publisher": "Elm Press",
        },
    ),
    (
        "9 HARBOURS, 2009. What we heard from children about harbours. York: 9 HARBOURS.",
        {
            "authors": (body("9 HARBOURS"),),
            "year": "2009",
            "title": "What we heard from children about harbours",
            "place": "York",
            "publisher": "9 HARBOURS",
        },
    ),
    (
        "Brandt, M (ed.), 2015, Parents on the pier, Hove: Policy House.",
        {
            "editors": (person("Brandt", "M"),),
            "year": "2015",
            "title": "Parents on the pier",
            "place": "Hove",
            "publisher": "Policy House",
        },
    ),
    (
        "Harbours Act 1964 (c.40). London: The Stationery Office.",
        {
            "year": "1964",
            "title": "Harbours Act 1964",
            "place": "London",
            "publisher": "The Stationery Office",
        },
    ),
    (
        "Lord Marsh, 2003. *The Whitby inquiry.* London: HMSO.",
        {
            "authors": (Agent.person("Lord Marsh"),),
            "year": "2003",
            "title": "The Whitby inquiry",
            "place": "London",
            "publisher": "HMSO",
        },
    ),
    (
        "Umber, C., 1993. *A study of gates*. PhD. University of Northmarsh.",
        {
            "authors": (person("Umber", "C."),),
            "year": "1993",
            "title": "A study of gates",
            "publisher": "University of Northmarsh",
        },
    ),
    (
        "Nash, S., 2012, We are the tide, not the wave. *The Estuary Herald*, [online] 16 May "
        "2012. Available at <www.herald.example/tide> [Accessed June 12, 2015].",
        {
            "authors": (person("Nash", "S."),),
            "year": "2012",
            "title": "We are the tide, not the wave",
            "container": "The Estuary Herald",
            "url": "http://www.herald.example/tide",
        },
    ),
    (
        "Leary, P., 1991. *Behind the Pier: Storms* Remembered. Elm Press.",
        {
            "authors": (person("Leary", "P."),),
            "year": "1991",
            "title": "Behind the Pier: Storms Remembered",
            "publisher": "Elm Press",
        },
    ),
    (
        "Sefton, J., 1990. *A matter of paper: documents in research*. Cambridge, UK: Elm Press; "
        "Cambridge, MA, USA: B. Ashwell.",
        {
            "authors": (person("Sefton", "J."),),
            "year": "1990",
            "title": "A matter of paper: documents in research",
            "place": "Cambridge, UK",
            "publisher": "Elm Press; Cambridge, MA, USA: B. Ashwell",
        },
    ),
    (
        "Dunmore, D., 2010. 'Mending the shore'. Speech in Whitby, 11th January 2010.",
        {
            "authors": (person("Dunmore", "D."),),
            "year": "2010",
            "title": "Mending the shore",
            "container": "Speech in Whitby, 11th January 2010",
        },
    ),
]

OTHER_STYLES: list[tuple[str, dict[str, object]]] = [
    # APA
    (
        "Okafor, N. J., & Lindqvist, A. B. (2010). Doors that stay shut: A study. *Journal of "
        "Doorstep Studies*, *12*(3), 4–19. https://doi.org/10.5555/jds.2010.0412",
        {
            "authors": (person("Okafor", "N. J."), person("Lindqvist", "A. B.")),
            "year": "2010",
            "title": "Doors that stay shut: A study",
            "container": "Journal of Doorstep Studies",
            "volume": "12",
            "issue": "3",
            "pages": "4–19",
            "url": "https://doi.org/10.5555/jds.2010.0412",
            "identifiers": (doi("10.5555/jds.2010.0412"),),
        },
    ),
    (
        "Hale, C., & Brandt, T. (2018). Listening at the letterbox. In R. Quayle & S. T. Ito "
        "(Eds.), *Thresholds of practice* (2nd ed., pp. 101–124). Policy House.",
        {
            "authors": (person("Hale", "C."), person("Brandt", "T.")),
            "year": "2018",
            "title": "Listening at the letterbox",
            "container": "Thresholds of practice",
            "edition": "2nd",
            "editors": (person("Quayle", "R."), person("Ito", "S. T.")),
            "pages": "101–124",
            "publisher": "Policy House",
        },
    ),
    (
        "Office for Coastal Statistics. (2021, March 4). *Households and harbours: Bulletin*. "
        "https://www.ocs.example/harbours",
        {
            "authors": (body("Office for Coastal Statistics"),),
            "year": "2021",
            "title": "Households and harbours: Bulletin",
            "url": "https://www.ocs.example/harbours",
        },
    ),
    # Vancouver
    (
        "3. Okafor NJ, Lindqvist AB. Refusal at the door: a cohort study. J Doorstep Stud. "
        "2010 Jan;12(3):4-19. doi:10.5555/jds.12.3",
        {
            "authors": (person("Okafor", "NJ"), person("Lindqvist", "AB")),
            "year": "2010",
            "title": "Refusal at the door: a cohort study",
            "container": "J Doorstep Stud",
            "volume": "12",
            "issue": "3",
            "pages": "4-19",
            "identifiers": (doi("10.5555/jds.12.3"),),
        },
    ),
    (
        "Tide Trial Group. Salt and talk: a trial. Lancet Shore. 2007;369:12-20.",
        {
            "authors": (body("Tide Trial Group"),),
            "year": "2007",
            "title": "Salt and talk: a trial",
            "container": "Lancet Shore",
            "volume": "369",
            "pages": "12-20",
        },
    ),
    # Cite Them Right, also where its italics are lost
    (
        "Abara, N. and Winter, J. (2016) 'Two silences: time on both sides of a pier?', Talk in "
        "Care, 1(1), pp. 5–24.",
        {
            "authors": (person("Abara", "N."), person("Winter", "J.")),
            "year": "2016",
            "title": "Two silences: time on both sides of a pier?",
            "container": "Talk in Care",
            "volume": "1",
            "issue": "1",
            "pages": "5–24",
        },
    ),
    (
        "Reave, S., ed., 2012. Six Hundred Piers: First Results. Fen Working Papers, 7. Hull: Elm.",
        {
            "editors": (person("Reave", "S."),),
            "year": "2012",
            "title": "Six Hundred Piers: First Results",
            "container": "Fen Working Papers, 7",
            "place": "Hull",
            "publisher": "Elm",
        },
    ),
    (
        "Reave, S., 2020. Leaving. In: I. Tallow, *Crossing the Pier*. Hull: Elm. pp.141-63.",
        {
            "authors": (person("Reave", "S."),),
            "year": "2020",
            "title": "Leaving",
            "container": "Crossing the Pier",
            "editors": (person("Tallow", "I."),),
            "place": "Hull",
            "publisher": "Elm",
            "pages": "141-63",
        },
    ),
    (
        "Ito, S. (2003) 'Knocking', in Quayle, R. (ed.) *Handbook of Thresholds*. Bristol: "
        "Policy House, pp. 45-67.",
        {
            "authors": (person("Ito", "S."),),
            "year": "2003",
            "title": "Knocking",
            "container": "Handbook of Thresholds",
            "editors": (person("Quayle", "R."),),
            "place": "Bristol",
            "publisher": "Policy House",
            "pages": "45-67",
        },
    ),
    # Chicago and MLA
    (
        "Lindqvist, Astrid, and Tom Moss. “Queues and Quarrels.” *Waiting Studies* 14, no. 2 "
        "(2016): 88–104.",
        {
            "authors": (person("Lindqvist", "Astrid"), person("Moss", "Tom")),
            "year": "2016",
            "title": "Queues and Quarrels",
            "container": "Waiting Studies",
            "volume": "14",
            "issue": "2",
            "pages": "88–104",
        },
    ),
    (
        "Okafor, Nneka. *The Quiet Threshold*. London: Elm Press, 2011.",
        {
            "authors": (person("Okafor", "Nneka"),),
            "year": "2011",
            "title": "The Quiet Threshold",
            "place": "London",
            "publisher": "Elm Press",
        },
    ),
]


@pytest.mark.parametrize(("raw", "parts"), HARVARD + OTHER_STYLES)
def test_an_entry_is_told_apart(raw: str, parts: dict[str, object]) -> None:
    assert parse_reference(raw) == Reference(raw=raw, **parts)  # type: ignore[arg-type]


def test_a_year_that_is_none_is_absent() -> None:
    found = parse_reference("Moss, T., n.d. Visiting hours. Hull: Elm Press.")
    assert (found.year, found.title) == (None, "Visiting hours")


def test_an_address_is_mended_where_a_line_end_or_lost_underscore_left_a_space() -> None:
    raw = (
        "HM Harbours, 2010. *Review*. Available at https://tide.example/uploads/ system/ "
        "Spending review 2010.pdf> [Accessed 19 July 2013]."
    )
    assert (
        parse_reference(raw).url == "https://tide.example/uploads/system/Spending_review_2010.pdf"
    )


def test_a_doi_inside_another_address_is_not_taken_for_the_works() -> None:
    found = parse_reference("Elm, A., 2013. *Tides*. https://lib.example/10.5555/xyz/asset/X.pdf")
    assert (found.url, found.identifiers) == ("https://lib.example/10.5555/xyz/asset/X.pdf", ())


def test_what_cannot_be_told_apart_stays_raw() -> None:
    assert parse_reference("  ???  ") == Reference(raw="???", title="???")


NAMES = [
    ("de Boer, C., and O’Neill, T.-J.", (person("de Boer", "C."), person("O’Neill", "T.-J."))),
    ("Rudd, and Salter", (person("Rudd"), person("Salter"))),
    ("Aalto, Päivi", (person("Aalto", "Päivi"),)),
    ("NSPX", (body("NSPX"),)),
    ("San Martin Ruiz, L., et al.", (person("San Martin Ruiz", "L."),)),
    ("Tamm, K., and Shore Association", (person("Tamm", "K."), body("Shore Association"))),
    ("Smith, A., Jr., & Moss, B.", (person("Smith", "A."), person("Moss", "B."))),
    ("Pier Bureau, and Tide Office", (body("Pier Bureau"), body("Tide Office"))),
    ("", ()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "agents"), NAMES)
def test_names(text: str, agents: tuple[Agent, ...]) -> None:
    assert parse_names(text) == agents


def test_editors_have_their_initials_first_or_last() -> None:
    assert parse_editors("M. Bligh and E.S. de Moor") == (
        person("Bligh", "M."),
        person("de Moor", "E.S."),
    )
    assert parse_editors("Bligh, M. and Moor, E.") == (person("Bligh", "M."), person("Moor", "E."))


def test_entries_may_be_paragraphs_bullets_or_torn_by_an_address() -> None:
    text = """
Moss, T., 2011. Tides. Available at: https://tide.example/uploads/

The_tides_we_know.pdf> [Accessed 4 May 2012].

- Elm, R., 2009. *Piers.* Hull: Elm Press.
- Department for Shores, 2010. Annual report. Hull: The Department.
Ash, P., 2001. *Gates*. York: Policy House.
"""
    assert split_entries(text) == [
        "Moss, T., 2011. Tides. Available at: https://tide.example/uploads/The_tides_we_know.pdf> "
        "[Accessed 4 May 2012].",
        "Elm, R., 2009. *Piers.* Hull: Elm Press.",
        "Department for Shores, 2010. Annual report. Hull: The Department.",
        "Ash, P., 2001. *Gates*. York: Policy House.",
    ]


WRAPPED = """Moss, T., Elm, R., and Ash, P., 2011. A study of the tides at Whitby and
Elm, what they bring and what they take. Journal of Tides, 3(1),
pp.1-9.
Quayle, R., 2004. Gates. York: Elm
Shore Office, 2010. Annual report. Hull: The Office.
Ward, A.
(2012). Locks. Hull: Elm Press.
"""


def test_entries_wrapped_over_lines_are_told_by_their_beginnings() -> None:
    assert split_entries(WRAPPED) == [
        "Moss, T., Elm, R., and Ash, P., 2011. A study of the tides at Whitby and Elm, what they "
        "bring and what they take. Journal of Tides, 3(1), pp.1-9.",
        "Quayle, R., 2004. Gates. York: Elm",
        "Shore Office, 2010. Annual report. Hull: The Office.",
        "Ward, A. (2012). Locks. Hull: Elm Press.",
    ]


def test_entries_may_hang_or_be_numbered() -> None:
    hanging = "Moss, T. Tides.\n   Hull, 2004.\nElm, R. Piers.\n   York, 2005.\n"
    assert split_entries(hanging) == ["Moss, T. Tides. Hull, 2004.", "Elm, R. Piers. York, 2005."]
    numbered = "[1] Moss T. Tides.\nHull; 2004.\n[2] Elm R. Piers.\n[3] Ash P. Gates. 2 vols.\n"
    assert split_entries(numbered) == [
        "[1] Moss T. Tides. Hull; 2004.",
        "[2] Elm R. Piers.",
        "[3] Ash P. Gates. 2 vols.",
    ]


def test_a_dash_stands_for_the_authors_above() -> None:
    text = "Moss, T. 2004. *Tides*. Hull: Elm.\n———. 2006a. *Ebbs*. Hull: Elm.\n"
    found = list(parse_bibliography(text))
    assert [(r.authors, r.year, r.title) for r in found] == [
        ((person("Moss", "T."),), "2004", "Tides"),
        ((person("Moss", "T."),), "2006a", "Ebbs"),
    ]
    assert found[1].raw == "———. 2006a. *Ebbs*. Hull: Elm."


BIBLIOGRAPHY = [
    "Moss, T., 2004. Tides. Hull: Elm.",
    "Moss, T., 2008a. Ebbs. Hull: Elm.",
    "Moss, T., 2008b. Flows. Hull: Elm.",
    "Moss, T., and Elm, R., 2009. Piers. Hull: Elm.",
    "de Boer, C., Elm, R., and Ash-Ley, P., 2009. Gates. Hull: Elm.",
    "Department for Tides, 2012. Annual report. Hull: The Department.",
    "University of East Shore, and National Pier Bureau, 2005. Waves. Hull: The University.",
    "Lord Marsh, 2003. The inquiry. London: HMSO.",
    "Harbours Act 1964. London: HMSO.",
]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("as said (Moss, 2004, p.48).", [0]),
        ("Moss (2004; 2008a, p.2) and later", [0, 1]),
        ("(Moss, 2004, 2008b)", [0, 2]),
        ("(Moss, 2008a, b)", [1, 2]),
        ("Moss (2008) said", []),
        ("Moss and Elm (2009)", [3]),
        ("(Moss & Elm, 2009; de Boer et al., 2009: Moss, 2004)", [3, 4, 0]),
        ("De Boer, Elm and Ashley (2009)", [4]),
        ("de Boer and colleagues' (2009) view", [4]),
        ("(DfT, 2012) and the Department for Tides (2012)", [5, 5]),
        ("UES and NPB, 2005", [6]),
        ("Marsh (2003)", [7]),
        ("under the Harbours Act 1964 all", [8]),
        ("Moss’s review of good practice (2004)", [0]),
        ("Ward and Moss (2004)", []),
        ("moss (2004)", []),
        ("in 2004 the sea rose", []),
        ("from Moss 1904-2004", []),
        ("(Quayle, 2001, cited in Moss, 2004, p.3)", [0]),
    ],
)
def test_citations_are_found(text: str, cited: list[int]) -> None:
    references = [parse_reference(raw) for raw in BIBLIOGRAPHY]
    found = list(Citations(references, {"DfT": "Department for Tides"}).find(text))
    assert [citation.reference for citation in found] == cited
    assert all(text[c.start : c.end][:2] in ("19", "20") for c in found)


def test_numbered_citations() -> None:
    text = "[1] Moss T. Tides. 2004.\n[2] Elm R. Piers. 2005.\n[3] Ash P. Gates. 2006.\n"
    found = Citations(list(parse_bibliography(text)), {}).find("so [1, 3], then [1–3] and [17]")
    assert [citation.reference for citation in found] == [0, 2, 0, 1, 2]


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=400)
    | st.text("Moss, T. (2004) *and* In: eds. 12(3) pp.1-9\n[]&;:'", max_size=400)
)
@example("* *")
def test_nothing_but_bullets_is_lost_or_raised_whatever_the_text(text: str) -> None:
    entries = list(parse_bibliography(text))
    left = "".join(text.split())
    for entry in entries:
        before, raw, left = left.partition("".join(entry.raw.split()))
        assert raw or not entry.raw
        assert set(before) <= set("-–•*·")
    assert set(left) <= set("-–•*·")  # of "* *" one is a bullet, whichever
    list(Citations(entries, {}).find(text))


@pytest.mark.parametrize("piece", ["A.-", "Ab A, ", "1(2), ", "In: ", "*a* ", "http://a ", "Ab, "])
def test_a_long_line_takes_no_more_than_its_share_of_time(piece: str) -> None:
    start = time.process_time()
    list(parse_bibliography("Moss, T., 2011. " + piece * 20_000))
    list(Citations([parse_reference(BIBLIOGRAPHY[0])], {}).find((piece * 40 + "(2004)") * 500))
    assert time.process_time() - start < 5


def bibliography_of(seed: Path) -> str:
    text = (seed / "thesis-against-the-odds.txt").read_text("utf-8")
    return text.split("\nBIBLIOGRAPHY\n")[1].split("\nAPPENDICES\n")[0]


def test_the_thesis_has_397_entries(seeds: Path) -> None:
    # Counted by reading the list from "11 MILLION" to "Zielinski": it has 400 paragraphs, of which
    # three are the second halves of long addresses (two of OFSTED's, one of Scott-Moncrieff's), and
    # none holds two entries.
    found = list(parse_bibliography(bibliography_of(seeds)))
    assert len(found) == 397
    by_ferguson = [r for r in found if r.authors and r.authors[0].family == "Ferguson"]
    assert [(r.year, r.volume, r.pages) for r in by_ferguson] == [
        ("2008", "38", "561-79"),
        ("2009", "14", "471-80"),
        ("2004", None, None),
    ]


def test_hardly_a_field_of_the_thesis_bibliography_is_missing(seeds: Path) -> None:
    found = list(parse_bibliography(bibliography_of(seeds)))
    assert sum(bool(r.authors or r.editors) for r in found) == 393  # three laws, one broadcast
    assert sum(bool(r.year) for r in found) == sum(bool(r.title) for r in found) == 397
    articles = [r for r in found if r.volume]
    assert len(articles) == 167
    assert all(r.container and r.pages for r in articles)
    assert sum("http" in r.raw or "www." in r.raw for r in found) == sum(bool(r.url) for r in found)
