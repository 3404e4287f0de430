"""Records are completed from their description, and what a field states is left alone."""

from __future__ import annotations

import msgspec
import pytest

from clew.design import completed, completed_record
from clew.model import Amount, Design, Kind, Notice, Period, Place, Reading, Record, Section, Term

TEXT = (
    "The study asks why the lamps of the harbour go out. In 2019 data were collected in Wales. "
    "We held interviews with 12 workers aged 20 to 30, and the recordings cannot be shared."
)
RECORD = Record(key="1", kind=Kind.DATASET, description=(Section(name="abstract", text=TEXT),))


def change(**fields: object) -> Record:
    return msgspec.structs.replace(RECORD, **fields)


def test_what_no_field_states_is_read() -> None:
    design = completed_record(RECORD).design
    assert design is not None
    assert [one.text for one in design.sample_size] == ["12 workers"]
    assert [one.code for one in design.areas] == ["GB-WLS"]
    assert [one.code for one in design.access] == ["Closed"]
    assert design.collected == Period(start="2019", end="2019")


def test_what_a_field_states_is_left_alone() -> None:
    stated = Design(
        sample_size=(Amount(text="11", least=11, most=11),),
        modes_of_collection=(Term(text="Haastattelu"),),
        collected=Period(start="2018-05"),
    )
    design = completed_record(change(design=stated)).design
    assert design is not None
    assert design.sample_size == stated.sample_size
    assert design.modes_of_collection == stated.modes_of_collection
    assert design.collected == stated.collected
    assert design.collected_as is None
    assert [one.least for one in design.ages] == [20]


def test_prose_of_a_field_gets_its_code() -> None:
    stated = Design(
        sampling=(Term(text="Stratified random sample of 40 wards"),),
        modes_of_collection=(
            Term(text="Haastattelu"),
            Term(text="Face-to-face interviews; diaries"),
        ),
    )
    design = completed_record(change(design=stated)).design
    assert design is not None
    assert design.sampling == (
        Term(
            text="Stratified random sample of 40 wards",
            code="Probability.Stratified",
            term="Probability: Stratified",
            vocabulary="SamplingProcedure",
        ),
    )
    assert [(one.text, one.code) for one in design.modes_of_collection] == [
        ("Haastattelu", None),
        ("Face-to-face interviews; diaries", None),
        ("Face-to-face interviews", "Interview.FaceToFace"),
        ("diaries", "SelfAdministeredWritingsAndDiaries"),
    ]
    assert not any(one.from_text for one in design.modes_of_collection)
    kinds = Design(kinds_of_data=(Term(text="Qualitative"),), sexes=(Term(text="female"),))
    told = completed_record(change(design=kinds)).design
    assert told is not None
    assert [one.code for one in (*told.kinds_of_data, *told.sexes)] == ["Qualitative", "Female"]


def test_places_of_fields_make_countries_of_the_text_needless() -> None:
    record = completed_record(change(places=(Place(name="Harwick"),)))
    assert record.design is not None
    assert record.design.areas == ()


def test_the_field_of_access_tells_how_open_the_data_are() -> None:
    record = completed_record(
        change(access="The Data Collection is available to registered users.")
    )
    assert record.design is not None
    assert record.design.access == (
        Term(
            text="registered users",
            code="Safeguarded",
            term="Safeguarded: after registration",
            vocabulary="AccessLevel",
        ),
    )
    assert not record.design.access[0].from_text


@pytest.mark.parametrize(
    ("access", "code"),
    [
        ("Open Access", "Open"),
        ("EUL", "Safeguarded"),
        ("restricted", "Controlled"),
        ("http://purl.org/coar/access_right/c_f1cf", "Embargoed"),
        ("Data are released for academic research and teaching.", "Safeguarded"),
        ("(A) openly available for all users", "Open"),
        ("Please write to the harbour office.", None),
    ],
)
def test_words_of_access_have_a_code_where_they_stand_for_one(
    access: str, code: str | None
) -> None:
    design = completed_record(change(access=access, description=())).design or Design()
    assert [one.code for one in design.access] == ([code] if code else [])


def test_conditions_of_access_tell_what_was_consented_to() -> None:
    said = "Registered users only. Nine keepers did not consent to archiving. Nine did not consent."
    design = completed_record(change(access=said)).design
    assert design is not None
    assert [one.code for one in design.access] == ["Safeguarded"]
    assert design.consent == (
        Term(
            text="not consent to archiving",
            code="Limited.SharingRefused",
            term="Some did not consent to sharing",
            vocabulary="Consent",
        ),
    )
    stated = Design(consent=(Term(text="as the form says"),))
    kept = completed_record(change(access=said, design=stated)).design
    assert kept is not None
    assert kept.consent == stated.consent


@pytest.mark.parametrize(
    "record",
    [
        change(kind=Kind.COURSE),
        change(kind=Kind.PERSON),
        change(key="cited:1"),
        change(language="de"),
        change(description=()),
        change(description=(Section(name="abstract", text="Wir hielten 12 interviews in Wales."),)),
    ],
    ids=["course", "person", "cited", "German", "undescribed", "not English"],
)
def test_what_is_not_read(record: Record) -> None:
    assert completed_record(record) is record


@pytest.mark.parametrize("language", ["en", "en-GB", None])
def test_english_is_read(language: str | None) -> None:
    assert completed_record(change(language=language)).design is not None


def test_what_says_nothing_stays_as_it_is() -> None:
    dull = change(description=(Section(name="abstract", text="The lamps of the harbour burn."),))
    assert completed_record(dull) is dull


def test_an_award_keeps_its_plans_and_a_dataset_what_was_done() -> None:
    text = (
        "The study has 12 participants. The fieldwork of the next year will have 80 participants."
    )
    both = (Section(name="abstract", text=text),)
    award = completed_record(change(kind=Kind.AWARD, description=both)).design
    dataset = completed_record(change(description=both)).design
    assert award is not None
    assert dataset is not None
    assert [one.least for one in award.sample_size] == [12, 80]
    assert [one.least for one in dataset.sample_size] == [12]


def test_a_reading_is_completed_record_by_record() -> None:
    notices = (Notice(message="cut short"),)
    reading = completed(
        Reading(records=(RECORD, change(key="2", kind=Kind.COURSE)), notices=notices)
    )
    assert [one.design is not None for one in reading.records] == [True, False]
    assert reading.notices == notices


def test_completing_twice_changes_nothing() -> None:
    once = completed_record(RECORD)
    assert completed_record(once) == once
