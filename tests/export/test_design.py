"""How a study was made is written with the sentence that it was read from."""

from __future__ import annotations

import json

import msgspec

from clew.export.common.merge import merged
from clew.export.json.render import render as render_json
from clew.export.jsonld.render import render_record as render_jsonld
from clew.export.text.render import render_record, render_resource
from clew.model import Amount, Design, Held, Kind, Period, Record, Resource, Section, Term

QUOTE = "We met 12 keepers, aged 20 or more, in Wales, between May and July 2019."
READ = Design(
    modes_of_collection=(
        Term(
            text="met", code="Interview", term="Interview", vocabulary="ModeOfCollection",
            quote=QUOTE, place="abstract",
        ),
    ),
    sample_size=(
        Amount(text="12 keepers", least=12, most=12, unit="keepers", quote=QUOTE, place="abstract"),
    ),
    ages=(Amount(text="20 or more", least=20, unit="years", quote=QUOTE, place="abstract"),),
    waves=(Amount(text="3 waves", least=3, most=3, unit="waves", quote="Three waves will follow.",
                  place="abstract", planned=True),),
    areas=(
        Term(
            text="Wales", code="GB-WLS", term="Wales", vocabulary="ISO 3166", quote=QUOTE,
            place="abstract",
        ),
    ),
    collected=Period(start="2019-05", end="2019-07"),
    collected_as=Term(text="between May and July 2019", quote=QUOTE, place="abstract"),
)  # fmt: skip
STATED = Design(
    modes_of_collection=(
        Term(text="Ovelta ovelle", code="Interview.FaceToFace", term="Face-to-face interview",
             vocabulary="ModeOfCollection"),
    ),
    sample_size=(Amount(text="1,024", least=1024, most=1024, unit="cases"),),
    collected=Period(start="2018"),
)  # fmt: skip


def record(design: Design) -> Record:
    return Record(
        key="k",
        kind=Kind.DATASET,
        title="Keepers",
        description=(Section(name="abstract", text=QUOTE),),
        design=design,
    )


def of(*records: Record) -> Resource:
    held = (
        Held(
            number=number, source="s", location="l", document="ab" * 32, reader="r 1", version=1,
            read_at="2036-01-01", record=one,
        )
        for number, one in enumerate(records)
    )  # fmt: skip
    return Resource(number=1, slug="x", kind=Kind.DATASET, revision=1, held=tuple(held))


def test_as_text() -> None:
    assert (
        render_record(record(READ))
        == """\
Keepers
=======
dataset

Mode of collection  Interview (read from the text)
Age                 20 or more (read from the text)
Sample              12 keepers (read from the text)
Waves               3 waves (planned; read from the text)
Countries           Wales (read from the text)
Collected           2019-05 to 2019-07 (read from the text)

Abstract
--------
We met 12 keepers, aged 20 or more, in Wales, between May and July 2019.

Read from the text
------------------
– “We met 12 keepers, aged 20 or more, in Wales, between May and July 2019.”
  (abstract) – Mode of collection: Interview; Age: 20 or more; Sample: 12
  keepers; Countries: Wales; Collected: between May and July 2019
– “Three waves will follow.” (abstract) – Waves: 3 waves
"""
    )


def test_what_fields_state_needs_no_evidence() -> None:
    text = render_record(record(STATED))
    assert "Ovelta ovelle [Face-to-face interview]" in text
    assert "1,024 cases" in text
    assert "from 2018" in text
    assert "read from the text" not in text.lower()


def test_as_json() -> None:
    written = json.loads(render_json(record(READ)))
    assert written["design"]["sample_size"] == [
        {"text": "12 keepers", "least": 12, "most": 12, "unit": "keepers", "quote": QUOTE,
         "place": "abstract"}
    ]  # fmt: skip
    assert written["design"]["waves"][0]["planned"] is True
    assert written["design"]["collected_as"]["quote"] == QUOTE


def test_as_jsonld() -> None:
    written = json.loads(render_jsonld(record(READ)))
    read = {"description": QUOTE, "disambiguatingDescription": "Read from the text (abstract)"}
    assert written["temporalCoverage"] == "2019-05/2019-07"
    assert written["spatialCoverage"] == [
        {"@type": "Place", "name": "Wales", "identifier": "GB-WLS"} | read
    ]
    assert written["measurementTechnique"] == [
        {
            "@type": "DefinedTerm",
            "name": "Interview",
            "alternateName": "met",
            "termCode": "Interview",
            "inDefinedTermSet": "https://vocabularies.cessda.eu/vocabulary/ModeOfCollection",
        }
        | read
    ]
    assert written["variableMeasured"] == [
        {"@type": "PropertyValue", "name": "Sample size", "value": 12, "unitText": "keepers"}
        | read,
        {
            "@type": "PropertyValue",
            "name": "Number of waves",
            "value": 3,
            "unitText": "waves",
            "description": "Three waves will follow.",
            "disambiguatingDescription": "Planned; read from the text (abstract)",
        },
        {
            "@type": "PropertyValue",
            "name": "Age of those studied",
            "value": "20 or more",
            "minValue": 20,
            "unitText": "years",
        }
        | read,
    ]


def test_as_jsonld_what_fields_state_has_no_mark() -> None:
    written = json.loads(render_jsonld(record(STATED)))
    assert "disambiguatingDescription" not in json.dumps(written)
    assert written["measurementTechnique"][0]["alternateName"] == "Ovelta ovelle"
    assert written["temporalCoverage"] == "2018/.."


def test_several_sources_are_joined_fact_by_fact() -> None:
    design = merged(of(record(READ), record(STATED))).design
    assert design is not None
    assert design.modes_of_collection == STATED.modes_of_collection
    assert design.sample_size == STATED.sample_size
    assert design.ages == READ.ages
    assert design.collected == STATED.collected
    assert design.collected_as is None


def test_a_period_that_was_read_keeps_its_sentence_when_joined() -> None:
    bare = Design(sexes=(Term(text="Female"),))
    design = merged(of(record(bare), record(READ))).design
    assert design is not None
    assert (design.collected, design.collected_as) == (READ.collected, READ.collected_as)


def test_one_design_or_none_is_left_as_it_is() -> None:
    plain = msgspec.structs.replace(record(READ), design=None)
    assert merged(of(plain, plain)).design is None
    assert merged(of(plain, record(READ))).design == READ


def test_each_source_has_its_mark() -> None:
    text = render_resource(of(record(READ), record(STATED)))
    assert "12 keepers (read from the text) [1]" in text
    assert "1,024 cases [2]" in text
