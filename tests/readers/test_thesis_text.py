"""Theses as plain text, of two universities' making, read whole."""

from __future__ import annotations

from clew.model import (
    Agent,
    Appendix,
    Contribution,
    Document,
    Figure,
    Footnote,
    FullText,
    Heading,
    Identifier,
    Kind,
    Mention,
    Notice,
    Passage,
    Reading,
    Record,
    Reference,
    Role,
    Section,
    Table,
)
from clew.readers.thesis import reader

# Hard-wrapped, contents with dot leaders, "Chapter 1: …", APA.
LADDER = """\
Who Holds the Ladder?
Trust and Turn-Taking among Steeplejacks in
Three Cathedral Towns

A thesis submitted to the University of Northmarsh
for the degree of Doctor of Philosophy
in the Faculty of Humanities

2017

Odile Marchbanks
School of Work and Society

Abstract

Steeplejacks work in pairs, one above and one below. This thesis asks how the
one above comes to trust the one below, and finds that trust is given in turns.

Forty climbs were watched and timed.

Keywords: trust, turn-taking, steeplejacks

Declaration

No portion of this work has been submitted for another degree.

Acknowledgements

I am indebted to my supervisors, Dr Ravi Ettrick and Professor Dame Una Solberg.
The jacks of Ely Row put the kettle on. Dr Finn Ostrava lent me a harness.

Contents

Abstract ..................................................... ii
List of abbreviations ........................................ vi
Chapter 1: Introduction ....................................... 1
  1.1 The man below ........................................... 1
  1.2 What is known of trust at a height that nobody has
      measured ................................................ 3
Chapter 2: Watching the climb ................................. 9
  2.1 Forty climbs ............................................ 9
Chapter 3: Taking turns ...................................... 20
Conclusion ................................................... 31
References ................................................... 35
Appendix A: The climbing diary ............................... 40

List of Figures

Figure 2.1 A ladder and its holder ........................... 10

List of Tables

Table 3.1 Climbs by who held first ........................... 21

List of abbreviations

FHL\tFirst hold of the ladder
ATLAS – Association of Tower, Ladder and Spire Workers

Chapter 1: Introduction

1.1 The man below

Nobody photographs the man below. Marchbanks and Ettrick (2012) called him the
better half of the climb, and their association (ATLAS, 2009) says so too.

1.2 What is known of trust at a height that nobody has measured

Trust has been studied on the ground (Solberg, 1998; 2004a). At a height it has
been described once, by a poet (Quillon, 1931, cited in Solberg, 2004b, p. 17).

Chapter 2: Watching the climb

2.1 Forty climbs

I watched forty climbs in three towns. Figure 2.1 shows one of them.

Figure 2.1 A ladder and its holder

Chapter 3: Taking turns

Turns are taken without a word, as Ettrick, Solberg and Pye (2015) foresaw.

Table 3.1 Climbs by who held first
Who held first\tClimbs\tLooks down
The climber\t22\t3
The other\t18\t7

Those who held first looked down less (Ettrick et al., 2015).

Conclusion

Trust is a turn that has been taken.

References

Association of Tower, Ladder and Spire Workers. (2009). Handbook for the one
below. ATLAS Books.
Ettrick, R., Solberg, U., & Pye, J. (2015). Turns at a height. Journal of Steep
Trades, 7(2), 101–119. https://doi.org/10.5555/jst.2015.72
Marchbanks, O., & Ettrick, R. (2012). The better half. In J. Pye (Ed.), Work in
pairs (pp. 44–61). Spire Press.
Solberg, U. (1998). Trust on the ground. Level Press.
Solberg, U. (2004a). Trust revisited. Trust Quarterly, 11, 1–20.
Solberg, U. (2004b). Poets and ladders. Level Press.

Appendix A: The climbing diary

Who went up? Who stayed? Who spoke first?
"""

INTRODUCTION = ("1 Introduction", "1.1 The man below")
KNOWN = (
    "1 Introduction",
    "1.2 What is known of trust at a height that nobody has measured",
)


def person(family: str, given: str) -> Agent:
    return Agent.person(given=given, family=family)


def passage(text: str, words: str, heading: tuple[str, ...], page: int | None = None) -> Passage:
    """Expect a passage whose words stand in the text as they are, but for line ends."""
    first, last = words.split("…")
    start = text.index(first)
    end = text.index(last, start) + len(last)
    paragraphs = text[start:end].split("\n\n")
    whole = "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
    return Passage(text=whole, heading=heading, page=page, start=start, end=end)


def mention(text: str, quote: str, heading: tuple[str, ...]) -> Mention:
    return Mention(quote=quote, start=text.index(quote[:15]), heading=heading)


def test_a_thesis_with_contents_and_apa_references() -> None:
    better_half = (
        "Marchbanks and Ettrick (2012) called him the better half of the climb, and their "
        "association (ATLAS, 2009) says so too."
    )
    on_the_ground = "Trust has been studied on the ground (Solberg, 1998; 2004a)."
    by_a_poet = (
        "At a height it has been described once, by a poet (Quillon, 1931, cited in Solberg, "
        "2004b, p. 17)."
    )
    looked_down = "Those who held first looked down less (Ettrick et al., 2015)."
    foresaw = "Turns are taken without a word, as Ettrick, Solberg and Pye (2015) foresaw."
    turns = ("3 Taking turns",)
    thanks = "I am indebted to my supervisors, Dr Ravi Ettrick and Professor Dame Una Solberg."
    assert reader.read(Document(LADDER.encode(), "ladder.txt")) == Reading(
        records=(
            Record(
                key="thesis",
                kind=Kind.THESIS,
                title="Who Holds the Ladder? Trust and Turn-Taking among Steeplejacks in Three "
                "Cathedral Towns",
                description=(
                    Section(
                        name="abstract",
                        text="Steeplejacks work in pairs, one above and one below. This thesis "
                        "asks how the one above comes to trust the one below, and finds that "
                        "trust is given in turns.\n\nForty climbs were watched and timed.",
                    ),
                ),
                contributions=(
                    Contribution(
                        agent=Agent.person("Odile Marchbanks"),
                        role=Role.AUTHOR,
                        affiliation="University of Northmarsh",
                        department="School of Work and Society",
                    ),
                    Contribution(
                        agent=Agent.person("Ravi Ettrick"), role=Role.SUPERVISOR, note=thanks
                    ),
                    Contribution(
                        agent=Agent.person("Una Solberg"), role=Role.SUPERVISOR, note=thanks
                    ),
                    Contribution(
                        agent=Agent.organisation("University of Northmarsh"),
                        role=Role.AWARDING_INSTITUTION,
                        department="School of Work and Society",
                    ),
                ),
                keywords=("trust", "turn-taking", "steeplejacks"),
                published="2017",
                degree="Doctor of Philosophy",
                fulltext=FullText(
                    contents=(
                        Heading(
                            number="1",
                            title="Introduction",
                            page=1,
                            children=(
                                Heading(number="1.1", title="The man below", page=1),
                                Heading(
                                    number="1.2",
                                    title="What is known of trust at a height that nobody has "
                                    "measured",
                                    page=3,
                                ),
                            ),
                        ),
                        Heading(
                            number="2",
                            title="Watching the climb",
                            page=9,
                            children=(Heading(number="2.1", title="Forty climbs", page=9),),
                        ),
                        Heading(number="3", title="Taking turns", page=20),
                        Heading(title="Conclusion", page=31),
                    ),
                    figures=(Figure(number="2.1", caption="A ladder and its holder", page=10),),
                    tables=(
                        Table(
                            number="3.1",
                            caption="Climbs by who held first",
                            page=21,
                            header=("Who held first", "Climbs", "Looks down"),
                            rows=(("The climber", "22", "3"), ("The other", "18", "7")),
                        ),
                    ),
                    appendices=(Appendix(number="A", title="The climbing diary", page=40),),
                    acronyms={
                        "FHL": "First hold of the ladder",
                        "ATLAS": "Association of Tower, Ladder and Spire Workers",
                    },
                    references=(
                        Reference(
                            raw="Association of Tower, Ladder and Spire Workers. (2009). Handbook "
                            "for the one below. ATLAS Books.",
                            authors=(
                                Agent.organisation(
                                    "Association of Tower, Ladder and Spire Workers"
                                ),
                            ),
                            year="2009",
                            title="Handbook for the one below",
                            publisher="ATLAS Books",
                            mentions=(mention(LADDER, better_half, INTRODUCTION),),
                        ),
                        Reference(
                            raw="Ettrick, R., Solberg, U., & Pye, J. (2015). Turns at a height. "
                            "Journal of Steep Trades, 7(2), 101–119. "
                            "https://doi.org/10.5555/jst.2015.72",
                            authors=(
                                person("Ettrick", "R."),
                                person("Solberg", "U."),
                                person("Pye", "J."),
                            ),
                            year="2015",
                            title="Turns at a height",
                            container="Journal of Steep Trades",
                            volume="7",
                            issue="2",
                            pages="101–119",
                            url="https://doi.org/10.5555/jst.2015.72",
                            identifiers=(Identifier(scheme="doi", value="10.5555/jst.2015.72"),),
                            mentions=(
                                mention(LADDER, foresaw, turns),
                                mention(LADDER, looked_down, turns),
                            ),
                        ),
                        Reference(
                            raw="Marchbanks, O., & Ettrick, R. (2012). The better half. In J. Pye "
                            "(Ed.), Work in pairs (pp. 44–61). Spire Press.",
                            authors=(person("Marchbanks", "O."), person("Ettrick", "R.")),
                            editors=(person("Pye", "J."),),
                            year="2012",
                            title="The better half",
                            container="Work in pairs",
                            pages="44–61",
                            publisher="Spire Press",
                            mentions=(mention(LADDER, better_half, INTRODUCTION),),
                        ),
                        Reference(
                            raw="Solberg, U. (1998). Trust on the ground. Level Press.",
                            authors=(person("Solberg", "U."),),
                            year="1998",
                            title="Trust on the ground",
                            publisher="Level Press",
                            mentions=(mention(LADDER, on_the_ground, KNOWN),),
                        ),
                        Reference(
                            raw="Solberg, U. (2004a). Trust revisited. Trust Quarterly, 11, 1–20.",
                            authors=(person("Solberg", "U."),),
                            year="2004a",
                            title="Trust revisited",
                            container="Trust Quarterly",
                            volume="11",
                            pages="1–20",
                            mentions=(mention(LADDER, on_the_ground, KNOWN),),
                        ),
                        Reference(
                            raw="Solberg, U. (2004b). Poets and ladders. Level Press.",
                            authors=(person("Solberg", "U."),),
                            year="2004b",
                            title="Poets and ladders",
                            publisher="Level Press",
                            mentions=(mention(LADDER, by_a_poet, KNOWN),),
                        ),
                    ),
                    passages=(
                        passage(LADDER, "Steeplejacks work…and timed.", ("Abstract",)),
                        passage(LADDER, "Nobody photographs…says so too.", INTRODUCTION, 1),
                        passage(LADDER, "Trust has been…2004b, p. 17).", KNOWN, 3),
                        passage(
                            LADDER,
                            "I watched…A ladder and its holder",
                            ("2 Watching the climb", "2.1 Forty climbs"),
                            9,
                        ),
                        Passage(
                            text=f"{foresaw}\n\n{looked_down}",
                            heading=turns,
                            page=20,
                            start=LADDER.index(foresaw),
                            end=LADDER.index(looked_down) + len(looked_down),
                        ),
                        passage(LADDER, "Table 3.1 Climbs by who held first\n…18\t7", turns, 21),
                        passage(LADDER, "Trust is a…been taken.", ("Conclusion",), 31),
                        passage(
                            LADDER,
                            "Who went up?…first?",
                            ("Appendix A The climbing diary",),
                            40,
                        ),
                    ),
                ),
                extra={
                    "statement": "A thesis submitted to the University of Northmarsh for the "
                    "degree of Doctor of Philosophy in the Faculty of Humanities",
                    "declaration": "No portion of this work has been submitted for another degree.",
                    "acknowledgements": f"{thanks} The jacks of Ely Row put the kettle on. Dr Finn "
                    "Ostrava lent me a harness.",
                },
            ),
        )
    )


# One paragraph to a line, no contents list, numbered headings and references, a year alone.
CUPS = """\
UNIVERSITY OF EASTSHORE

COUNTING THE CUPS: REFRESHMENT AND DISCLOSURE IN TWELVE WALK-IN CENTRES

by

Ines Varga, BA (Hons)

Dissertation submitted in partial fulfilment of the requirements for the degree of Master of \
Science in Public Health

Student number: 200412

2011

Supervisor: Dr Lowri Tamsin

Abstract

Tea is offered in walk-in centres. Cups were counted. Those offered a second cup told more.

Abbreviations

NHT: National Hot-drink Trial

1 Introduction

1.1 Why cups

Cups have been counted before [1], though never in walk-in centres [2,3]. That refreshment

-

¹ The idea came from a porter.

invites disclosure is common knowledge.

2 Methods

The steps were:

1. Offer a cup.

2. Count it.

Cups\tScore\tCentres
One\t3.1\t7

Two\t5.4

Table 1: Cups and scores

3 Discussion

Our finding agrees with others [1–3], see Figure 1.

Figure 1: Score by cup

References

[1] Brandauer H, Osei T. Cups and confidences. J Refresh Stud. 2003;4(1):1-9.

[2] National Hot-drink Trial Group. Tea and talk: a trial. Lancet Refresh. 2007;369:12-20.

[3] Petit L. The second cup. 2nd ed. Lyon: Presses du Thé; 2009.

Appendix 1

Score sheet

Say nothing. Count to ten.
"""


def test_a_dissertation_without_contents_and_with_numbered_references() -> None:
    why = ("1 Introduction", "1.1 Why cups")
    before = "Cups have been counted before [1], though never in walk-in centres [2,3]."
    agrees = "Our finding agrees with others [1–3], see Figure 1."
    everywhere = (mention(CUPS, before, why), mention(CUPS, agrees, ("3 Discussion",)))
    knowledge = "invites disclosure is common knowledge."
    [record] = reader.read(Document(CUPS.encode(), "cups.txt")).records
    assert record == Record(
        key="thesis",
        kind=Kind.THESIS,
        title="Counting the cups: refreshment and disclosure in twelve walk-in centres",
        description=(
            Section(
                name="abstract",
                text="Tea is offered in walk-in centres. Cups were counted. Those offered a second "
                "cup told more.",
            ),
        ),
        contributions=(
            Contribution(
                agent=Agent.person("Ines Varga"),
                role=Role.AUTHOR,
                affiliation="University of Eastshore",
            ),
            Contribution(
                agent=Agent.person("Lowri Tamsin"),
                role=Role.SUPERVISOR,
                note="Supervisor: Dr Lowri Tamsin",
            ),
            Contribution(
                agent=Agent.organisation("University of Eastshore"),
                role=Role.AWARDING_INSTITUTION,
            ),
        ),
        published="2011",
        degree="Master of Science",
        fulltext=FullText(
            contents=(
                Heading(
                    number="1",
                    title="Introduction",
                    children=(Heading(number="1.1", title="Why cups"),),
                ),
                Heading(number="2", title="Methods"),
                Heading(number="3", title="Discussion"),
            ),
            figures=(Figure(number="1", caption="Score by cup"),),
            tables=(
                Table(
                    number="1",
                    caption="Cups and scores",
                    header=("Cups", "Score", "Centres"),
                    rows=(("One", "3.1", "7"), ("Two", "5.4", "")),
                ),
            ),
            footnotes=(
                Footnote(mark="1", text="The idea came from a porter.", start=CUPS.index("¹")),
            ),
            appendices=(Appendix(number="1", title="Score sheet"),),
            acronyms={"NHT": "National Hot-drink Trial"},
            references=(
                Reference(
                    raw="[1] Brandauer H, Osei T. Cups and confidences. J Refresh Stud. "
                    "2003;4(1):1-9.",
                    authors=(person("Brandauer", "H"), person("Osei", "T")),
                    year="2003",
                    title="Cups and confidences",
                    container="J Refresh Stud",
                    volume="4",
                    issue="1",
                    pages="1-9",
                    mentions=everywhere,
                ),
                Reference(
                    raw="[2] National Hot-drink Trial Group. Tea and talk: a trial. Lancet "
                    "Refresh. 2007;369:12-20.",
                    authors=(Agent.organisation("National Hot-drink Trial Group"),),
                    year="2007",
                    title="Tea and talk: a trial",
                    container="Lancet Refresh",
                    volume="369",
                    pages="12-20",
                    mentions=everywhere,
                ),
                Reference(
                    raw="[3] Petit L. The second cup. 2nd ed. Lyon: Presses du Thé; 2009.",
                    authors=(person("Petit", "L"),),
                    year="2009",
                    title="The second cup",
                    edition="2nd",
                    place="Lyon",
                    publisher="Presses du Thé",
                    mentions=everywhere,
                ),
            ),
            passages=(
                passage(CUPS, "Tea is offered…told more.", ("Abstract",)),
                Passage(
                    text=f"{before} That refreshment {knowledge}",
                    heading=why,
                    start=CUPS.index(before),
                    end=CUPS.index(knowledge) + len(knowledge),
                ),
                passage(CUPS, "The steps were:…2. Count it.", ("2 Methods",)),
                passage(CUPS, "Cups\tScore…Cups and scores", ("2 Methods",)),
                passage(CUPS, "Our finding…Score by cup", ("3 Discussion",)),
                passage(CUPS, "Say nothing.…to ten.", ("Appendix 1 Score sheet",)),
            ),
        ),
        extra={
            "statement": "Dissertation submitted in partial fulfilment of the requirements for the "
            "degree of Master of Science in Public Health",
            "title page": ["Student number: 200412"],
        },
    )


def test_what_is_missing_is_said() -> None:
    text = "A thesis submitted for the degree of Doctor of Philosophy\n\nMay 2001"
    assert reader.read(Document(text.encode(), "bare.txt")) == Reading(
        records=(
            Record(
                key="thesis",
                kind=Kind.THESIS,
                published="2001-05",
                degree="Doctor of Philosophy",
                fulltext=FullText(passages=(Passage(text=text, start=0, end=len(text)),)),
                extra={"statement": "A thesis submitted for the degree of Doctor of Philosophy"},
            ),
        ),
        notices=(
            Notice(message="No title was found on the title page.", place="title page"),
            Notice(message="No chapter headings were found; passages stand under no chapter."),
            Notice(message="No bibliography was found."),
        ),
    )
