"""Records that try to run something in every field that a page shows."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from support import NOW

from clew.catalogue import Catalogue
from clew.linking import Receipt, Weaver
from clew.model import (
    Agent,
    Contribution,
    Figure,
    FullText,
    Heading,
    Identifier,
    Kind,
    Passage,
    Period,
    Place,
    Reading,
    Record,
    Reference,
    Role,
    Section,
    Variable,
)
from clew.model.design import Amount, Design, Term
from clew.model.record import Catalogued

END = '</script><script>alert("END")</script>'
TAG = "\"'><img src=x onerror=alert(`TAG`)>"
RUN = "javascript:alert(1)"
ADDRESS = f"https://hostile.example/?q={TAG}"


def records() -> tuple[Record, ...]:
    """Return a dataset, a thesis and a grant whose every value is an attack."""
    eve = Agent.person(f"Eve {TAG}{END}")
    board = Agent.organisation(f"Board {TAG}{END}")
    dataset = Record(
        key="dataset",
        kind=Kind.DATASET,
        title=f"Hostile data {TAG}{END} {{{{ 7 * 7 }}}}",
        subtitle=f"Subtitle {END}",
        alternative_titles=(f"Also {TAG}",),
        subtype=f"Type {TAG}",
        identifiers=(
            Identifier(scheme="doi", value=f"10.5555/{TAG}"),
            Identifier(scheme="url", value=RUN),
            Identifier(scheme=f"odd{TAG}", value=END),
        ),
        description=(Section(name=f"Name {TAG}", text=f"Words enough to be read. {TAG}{END}"),),
        contributions=(
            Contribution(agent=eve, role=Role.CREATOR, affiliation=f"At {TAG}", note=f"note {END}"),
            Contribution(agent=board, role=Role.FUNDER, department=f"Dep {TAG}"),
        ),
        keywords=(f"keyword {TAG}", END),
        subjects=(f"subject {END}",),
        period=Period(start="2011", end="2013"),
        published="2014",
        places=(Place(name=f"Place {TAG}", code=TAG),),
        language=TAG,
        access=f"Ask {TAG}{END}",
        licence=RUN,
        status=f"Status {TAG}",
        catalogues=(Catalogued(name=f"Catalogue {TAG}", url=RUN),),
        urls=(RUN, ADDRESS, "data:text/html,<script>alert(1)</script>"),
        variables=tuple(
            Variable(name=f"=v{n}{TAG}", label=f"=cmd() {END}", options=(f"+{TAG}", END), url=RUN)
            for n in range(3)
        ),
        design=Design(
            time_method=(Term(text=f"Panel {TAG}", term=END, code=TAG, quote=f"We {TAG}{END}"),),
            sample_size=(Amount(text=f"4 {TAG}", least=4, quote=END),),
        ),
        extra={TAG: END},
    )
    heading = (f"1 Heading {TAG}", f"1.1 Below {END}")
    thesis = Record(
        key="thesis",
        kind=Kind.THESIS,
        title=f"=HYPERLINK({TAG})",
        description=(Section(name="abstract", text=f"{END} It speaks of hostile things. {TAG}"),),
        contributions=(Contribution(agent=eve, role=Role.AUTHOR),),
        container=f"Journal {TAG}",
        degree=f"Doctor {END}",
        testimonials=(f"They said {TAG}{END}",),
        fulltext=FullText(
            contents=(Heading(title=f"Heading {TAG}", number="1", page=1),),
            figures=(Figure(number="1", caption=f"Figure {END}"),),
            references=(Reference(raw=f"Raw {TAG}{END}", title=f"Cited {TAG}"),),
            acronyms={"HST": f"hostile {TAG}"},
            passages=(
                Passage(text=f"A hostile passage {TAG}{END}.", heading=heading, start=0, end=50),
                Passage(text=f"Another one {END}.", heading=heading, page=2, start=50, end=90),
            ),
        ),
    )
    return dataset, thesis


def fill(home: Path) -> None:
    """Make a catalogue of the records, as a reader that cleans nothing would give them."""
    catalogue = Catalogue(home / "catalogue.db")
    with catalogue.transaction():
        document = catalogue.documents.keep(BytesIO(b"hostile"), None, NOW)
        receipt = Receipt("files", ADDRESS, document, f"reader{TAG} 1", NOW)
        Weaver(catalogue).weave(receipt, Reading(records=records()))
    catalogue.close()
