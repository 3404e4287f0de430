"""More entries, of kinds that the usual styles treat apart: what each part of them must be."""

from __future__ import annotations

import pytest

from clew.model import Agent, Identifier, Reference
from clew.readers.common.bibliography import parse_bibliography, parse_reference


def person(family: str, given: str | None = None) -> Agent:
    return Agent.person(given=given, family=family)


def body(name: str) -> Agent:
    return Agent.organisation(name)


ARTICLES: list[tuple[str, dict[str, object]]] = [
    (
        "Bright, T., 2015. Hope at the quay. *Shore: Work in Action*, 27(3), 2015, pp.197-213.",
        {
            "authors": (person("Bright", "T."),),
            "year": "2015",
            "title": "Hope at the quay",
            "container": "Shore: Work in Action",
            "volume": "27",
            "issue": "3",
            "pages": "197-213",
        },
    ),
    (
        "Kell, A., and Moy, B., 2012. Who comes home? *Quay Studies*, 43 (3): pp.559-578.",
        {
            "authors": (person("Kell", "A."), person("Moy", "B.")),
            "year": "2012",
            "title": "Who comes home?",
            "container": "Quay Studies",
            "volume": "43",
            "issue": "3",
            "pages": "559-578",
        },
    ),
    (
        "Kell, A., 2010. Shore talk. *Salt and Time*, 19, pp.330-41.",
        {
            "authors": (person("Kell", "A."),),
            "year": "2010",
            "title": "Shore talk",
            "container": "Salt and Time",
            "volume": "19",
            "pages": "330-41",
        },
    ),
    (
        "Umber, O., 1977. An ecology of piers. *Journal of Piers and Quays*, pp.721-35.",
        {
            "authors": (person("Umber", "O."),),
            "year": "1977",
            "title": "An ecology of piers",
            "container": "Journal of Piers and Quays",
            "pages": "721-35",
        },
    ),
    (
        "Lind, C., 1999. One tide fits all? Boats in Society: *The Journal of Moorings*, 80(5), "
        "pp.468-83.",
        {
            "authors": (person("Lind", "C."),),
            "year": "1999",
            "title": "One tide fits all?",
            "container": "Boats in Society: The Journal of Moorings",
            "volume": "80",
            "issue": "5",
            "pages": "468-83",
        },
    ),
    (
        "Orr, O., 1986, Guest editorial on the Whitby storm, *The Pier Journal*, 16(5), pp.501-10",
        {
            "authors": (person("Orr", "O."),),
            "year": "1986",
            "title": "Guest editorial on the Whitby storm",
            "container": "The Pier Journal",
            "volume": "16",
            "issue": "5",
            "pages": "501-10",
        },
    ),
    (
        "Rail, L., 2010. Watching the gate. *Watching & Society*, 7(3/4), pp.304-24.",
        {
            "authors": (person("Rail", "L."),),
            "year": "2010",
            "title": "Watching the gate",
            "container": "Watching & Society",
            "volume": "7",
            "issue": "3/4",
            "pages": "304-24",
        },
    ),
    (
        "Amour, D. (2005). Tides together. *Journal of Joint Tides, 19*(S1), 116–131.",
        {
            "authors": (person("Amour", "D."),),
            "year": "2005",
            "title": "Tides together",
            "container": "Journal of Joint Tides",
            "volume": "19",
            "issue": "S1",
            "pages": "116–131",
        },
    ),
    (
        "Burr, S., 2009. Review of cases: how do people answer. T4TO Safety: Briefing(3).",
        {
            "authors": (person("Burr", "S."),),
            "year": "2009",
            "title": "Review of cases: how do people answer",
            "container": "T4TO Safety: Briefing",
            "issue": "3",
        },
    ),
    (
        "Sato K, Ito M, de Vries T, et al. Salt in the wound. BMJ Tides. 2018 Mar 4;36(2):e14.",
        {
            "authors": (person("Sato", "K"), person("Ito", "M"), person("de Vries", "T")),
            "year": "2018",
            "title": "Salt in the wound",
            "container": "BMJ Tides",
            "volume": "36",
            "issue": "2",
            "pages": "e14",
        },
    ),
    (
        "Ng, Wei-Ling. “Three Bells.” *Harbour Quarterly* 9, no. 4 (Winter 2001): 11–30.",
        {
            "authors": (person("Ng", "Wei-Ling"),),
            "year": "2001",
            "title": "Three Bells",
            "container": "Harbour Quarterly",
            "volume": "9",
            "issue": "4",
            "pages": "11–30",
        },
    ),
]

BOOKS: list[tuple[str, dict[str, object]]] = [
    (
        "Blum, H., 1969. *Symbolic quays : perspective and method*. Englewood Bay, N.J.: Hall.",
        {
            "authors": (person("Blum", "H."),),
            "year": "1969",
            "title": "Symbolic quays : perspective and method",
            "place": "Englewood Bay, N.J.",
            "publisher": "Hall",
        },
    ),
    (
        "Hale, R., 1931. *Ideas of the sea*. Translated by WR Boy Gibb. London: Allen and Unwyn.",
        {
            "authors": (person("Hale", "R."),),
            "year": "1931",
            "title": "Ideas of the sea",
            "place": "London",
            "publisher": "Allen and Unwyn",
        },
    ),
    (
        "Matt, P.W., 2001. *Together: What works*. Second ed. M Murr-Close, and BR Mons eds. "
        "Saint Paul, Minnesota: Fieldstone.",
        {
            "authors": (person("Matt", "P.W."),),
            "editors": (person("Murr-Close", "M"), person("Mons", "BR")),
            "year": "2001",
            "title": "Together: What works",
            "edition": "Second",
            "place": "Saint Paul, Minnesota",
            "publisher": "Fieldstone",
        },
    ),
    (
        "Feather, B., and Wye, S., 2014. *Rethinking piers:* towards humane harbours. Hull: Elm.",
        {
            "authors": (person("Feather", "B."), person("Wye", "S.")),
            "year": "2014",
            "title": "Rethinking piers: towards humane harbours",
            "place": "Hull",
            "publisher": "Elm",
        },
    ),
    (
        "Tandy, L., 2015. *How safe are our boats*? London: Elm.",
        {
            "authors": (person("Tandy", "L."),),
            "year": "2015",
            "title": "How safe are our boats?",
            "place": "London",
            "publisher": "Elm",
        },
    ),
    (
        "Munn, E., 2010. *The Munn review. Part one: tides.* 2010. London: Office for Tides.",
        {
            "authors": (person("Munn", "E."),),
            "year": "2010",
            "title": "The Munn review. Part one: tides",
            "place": "London",
            "publisher": "Office for Tides",
        },
    ),
    (
        "Barr, J., 2010. Keeping piers from harm: what works. Jessamy Kings Press.",
        {
            "authors": (person("Barr", "J."),),
            "year": "2010",
            "title": "Keeping piers from harm: what works",
            "publisher": "Jessamy Kings Press",
        },
    ),
    (
        "Gain, L., 1998. Outcomes at sea: a review. Melbourne: Young & Gain Consultants. [pdf] "
        "Available at: http://sea.example/out.pdf [Accessed September 15, 2011]",
        {
            "authors": (person("Gain", "L."),),
            "year": "1998",
            "title": "Outcomes at sea: a review",
            "place": "Melbourne",
            "publisher": "Young & Gain Consultants",
            "url": "http://sea.example/out.pdf",
        },
    ),
    (
        "France, A., 2010. *The Evaluation of Piers*. [pdf] London Department for piers. Avilable "
        "at: https://piers.example/a_1_.pdf [Accessed November 25, 2012]",
        {
            "authors": (person("France", "A."),),
            "year": "2010",
            "title": "The Evaluation of Piers",
            "publisher": "London Department for piers",
            "url": "https://piers.example/a_1_.pdf",
        },
    ),
    (
        "van Dyke, B. (2003). *Knots* (3rd ed.). Ropewalk Press.",
        {
            "authors": (person("van Dyke", "B."),),
            "year": "2003",
            "title": "Knots",
            "edition": "3rd",
            "publisher": "Ropewalk Press",
        },
    ),
    (
        "Abel, Ada, Ben Brook, and Cy Carr. *Low Water*. Oxford: Elm, 2020. ISBN 0-306-40615-2.",
        {
            "authors": (person("Abel", "Ada"), person("Brook", "Ben"), person("Carr", "Cy")),
            "year": "2020",
            "title": "Low Water",
            "place": "Oxford",
            "publisher": "Elm",
            "identifiers": (Identifier(scheme="isbn", value="9780306406157"),),
        },
    ),
    (
        "Ridge, L., 2016. *Night boats* [Kindle version]. Leeds: Elm.",
        {
            "authors": (person("Ridge", "L."),),
            "year": "2016",
            "title": "Night boats",
            "place": "Leeds",
            "publisher": "Elm",
        },
    ),
]

CHAPTERS: list[tuple[str, dict[str, object]]] = [
    (
        "Schow, J.W. 2002, Making piers general. In: AM Huber, and M Miles, eds. *The shore "
        "companion*, Thousand Oaks, CA.: Elm, Inc. pp.171-203.",
        {
            "authors": (person("Schow", "J.W."),),
            "year": "2002",
            "title": "Making piers general",
            "container": "The shore companion",
            "editors": (person("Huber", "AM"), person("Miles", "M")),
            "place": "Thousand Oaks, CA.",
            "publisher": "Elm, Inc",
            "pages": "171-203",
        },
    ),
    (
        "Hoop, C. 2002, Storms. In: J Brad, ed. The Well-being of Boats, London: Save the Sea. "
        "pp.103-21.",
        {
            "authors": (person("Hoop", "C."),),
            "year": "2002",
            "title": "Storms",
            "container": "The Well-being of Boats",
            "editors": (person("Brad", "J"),),
            "place": "London",
            "publisher": "Save the Sea",
            "pages": "103-21",
        },
    ),
    (
        "Preston, M., 2012. Boards: faith and evidence. In M. Bly and E. Solo, eds. *Safe Boats: "
        "What Next after Munn?* Bristol: Policy House. pp.25-50",
        {
            "authors": (person("Preston", "M."),),
            "year": "2012",
            "title": "Boards: faith and evidence",
            "container": "Safe Boats: What Next after Munn?",
            "editors": (person("Bly", "M."), person("Solo", "E.")),
            "place": "Bristol",
            "publisher": "Policy House",
            "pages": "25-50",
        },
    ),
    (
        "Tome, A.M., 1999. Talk at sea: some findings. *In Fifth IPS Conference on Piers*, Hong "
        "Kong, China, November 25-27, 1999. Hong Kong: IPS.",
        {
            "authors": (person("Tome", "A.M."),),
            "year": "1999",
            "title": "Talk at sea: some findings",
            "container": "Fifth IPS Conference on Piers",
            "place": "Hong Kong",
            "publisher": "IPS",
        },
    ),
]

REPORTS_AND_THE_REST: list[tuple[str, dict[str, object]]] = [
    (
        "The Whitby Harbours Regulations 2006. 2006 SI 2006/99. London: HMSO.",
        {
            "year": "2006",
            "title": "The Whitby Harbours Regulations 2006",
            "place": "London",
            "publisher": "HMSO",
        },
    ),
    (
        "Storm W: The Whole Story? 2009. Horizon. [TV programme] BBC. May 4, 2009",
        {"year": "2009", "title": "Storm W: The Whole Story?"},
    ),
    (
        "May, T., 2015. Inquiry into Piers: Written statement - HQ371. [online] UK Parliament. "
        "Available at: http://parliament.example/HQ371/ [Accessed June 15, 2015]",
        {
            "authors": (person("May", "T."),),
            "year": "2015",
            "title": "Inquiry into Piers: Written statement - HQ371",
            "publisher": "UK Parliament",
            "url": "http://parliament.example/HQ371/",
        },
    ),
    (
        "Happy, H., 2006. *Good boats: what helps*. Pier Inspection Agency.",
        {
            "authors": (person("Happy", "H."),),
            "year": "2006",
            "title": "Good boats: what helps",
            "publisher": "Pier Inspection Agency",
        },
    ),
    (
        "Greg, B.A., 1991. *Sailing together*. Occasional paper (Royal College of Sailors) (52).",
        {
            "authors": (person("Greg", "B.A."),),
            "year": "1991",
            "title": "Sailing together",
            "container": "Occasional paper (Royal College of Sailors) (52)",
        },
    ),
    (
        "Ombudsman for Ferries (2011) ‘Late boats’. Available at: www.ferries.example (Accessed: "
        "3 May 2012).",
        {
            "authors": (body("Ombudsman for Ferries"),),
            "year": "2011",
            "title": "Late boats",
            "url": "http://www.ferries.example",
        },
    ),
    (
        "Yew, P., 2020. *Salt marsh survey, 2018-2020*. [data collection]. 2nd Edition. Tide "
        "Archive. SN: 8765, http://doi.org/10.5255/UKDA-SN-8765-1",
        {
            "authors": (person("Yew", "P."),),
            "year": "2020",
            "title": "Salt marsh survey, 2018-2020",
            "edition": "2nd",
            "publisher": "Tide Archive",
            "url": "http://doi.org/10.5255/UKDA-SN-8765-1",
            "identifiers": (
                Identifier(scheme="doi", value="10.5255/UKDA-SN-8765-1"),
                Identifier(scheme="ukda", value="8765"),
            ),
        },
    ),
]


@pytest.mark.parametrize(("raw", "parts"), [*ARTICLES, *BOOKS, *CHAPTERS, *REPORTS_AND_THE_REST])
def test_an_entry_has_these_parts_and_no_others(raw: str, parts: dict[str, object]) -> None:
    assert parse_reference(raw) == Reference(raw=raw, **parts)  # type: ignore[arg-type]


def test_a_whole_bibliography_as_medical_journals_set_it() -> None:
    text = """
1. Sato K, Ito M. Salt in the wound. BMJ Tides. 2018;36(2):14-9.
2. World Tide Union. Tides and health: a long
report. Geneva: WTU; 2011.
3. Kell A. Shore talk. In: Moy B, editor. Talk. Hull: Elm; 2003. p. 1-9.
"""
    found = list(parse_bibliography(text))
    assert [(r.year, r.title, r.publisher) for r in found] == [
        ("2018", "Salt in the wound", None),
        ("2011", "Tides and health: a long report", "WTU"),
        ("2003", "Shore talk", "Elm"),
    ]
