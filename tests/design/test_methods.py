"""Phrases stand for concepts of the vocabularies, in British and American words."""

from __future__ import annotations

import csv
import re
import time
from importlib import resources

import pytest

from clew.design.reading import read_design
from clew.model import Section, Term
from clew.vocabularies import find


def codes(text: str, field: str) -> list[str | None]:
    design = read_design(None, [Section(name="abstract", text=text)])
    return [one.code for one in getattr(design, field)]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("We held semi-structured interviews.", ["Interview"]),
        ("Keepers were interviewed.", ["Interview"]),
        ("Face-to-face interviews were held.", ["Interview.FaceToFace"]),
        ("Keepers were interviewed at home in person.", ["Interview.FaceToFace"]),
        ("A telephone survey was run.", ["Interview.Telephone"]),
        ("It was a CAPI study.", ["Interview.FaceToFace.CAPIorCAMI"]),
        ("Data come from computer-assisted telephone interviewing.", ["Interview.Telephone.CATI"]),
        ("Zoom interviews were held.", ["Interview.WebBased"]),
        ("An online survey was sent.", ["SelfAdministeredQuestionnaire.CAWI"]),
        ("Questionnaires were completed online.", ["SelfAdministeredQuestionnaire.CAWI"]),
        ("A postal questionnaire was sent.", ["SelfAdministeredQuestionnaire.Paper"]),
        ("A mailed survey was sent.", ["SelfAdministeredQuestionnaire.Paper"]),
        ("Self-completion questionnaires were used.", ["SelfAdministeredQuestionnaire"]),
        ("Focus groups met.", ["FocusGroup"]),
        ("Online focus groups met.", ["FocusGroup.Online"]),
        ("Keepers wrote diaries.", ["SelfAdministeredWritingsAndDiaries"]),
        ("Participant observation was undertaken.", ["Observation.Field.Participant"]),
        ("It is an ethnographic study.", ["Observation.Field"]),
        ("We observed keepers; meetings were observed.", ["Observation"]),
        ("Classroom observations were made.", ["Observation"]),
        ("A cluster-randomized controlled trial was run.", ["Experiment.FieldIntervention"]),
        ("A randomised trial was run.", ["Experiment.FieldIntervention"]),
        ("It has an experimental design.", ["Experiment"]),
        ("Laboratory experiments were run.", ["Experiment.Laboratory"]),
        ("Secondary analysis of logs was done.", ["CompilationSynthesis"]),
        ("It draws on archival and published sources.", ["CompilationSynthesis"]),
        ("Official documents were read.", ["CompilationSynthesis"]),
        ("Posts were collected by web scraping.", ["AutomatedDataExtraction.WebScraping"]),
        ("Content analysis was done.", ["ContentCoding"]),
        ("Blood samples were taken.", ["MeasurementsAndTests.Physical"]),
        ("It used standardized tests of reading.", ["MeasurementsAndTests.Educational"]),
    ],
)
def test_modes_of_collection(text: str, mode: list[str]) -> None:
    assert codes(text, "modes_of_collection") == mode


@pytest.mark.parametrize(
    ("text", "field", "found"),
    [
        ("It is a longitudinal study.", "time_method", ["Longitudinal"]),
        ("It is a birth cohort study.", "time_method", ["Longitudinal.CohortEventBased"]),
        ("It is a household panel survey.", "time_method", ["Longitudinal.Panel"]),
        (
            "It is a repeated cross-sectional survey.",
            "time_method",
            ["Longitudinal.TrendRepeatedCrossSection"],
        ),
        ("It is a cross-sectional survey.", "time_method", ["CrossSection"]),
        ("A stratified random sample was drawn.", "sampling", ["Probability.Stratified"]),
        ("Families were randomly selected.", "sampling", ["Probability"]),
        ("It used snowball sampling.", "sampling", ["Nonprobability.RespondentAssisted"]),
        ("A two-stage random sample was drawn.", "sampling", ["Probability.Multistage"]),
        ("It used purposive sampling.", "sampling", ["Nonprobability.Purposive"]),
        ("The sample is purposive.", "sampling", ["Nonprobability.Purposive"]),
        ("Households were selected by quota.", "sampling", ["Nonprobability.Quota"]),
        ("It used quota sampling.", "sampling", ["Nonprobability.Quota"]),
        ("It used a convenience sample.", "sampling", ["Nonprobability.Availability"]),
        (
            "Everyone resident in port was counted.",
            "sampling",
            ["TotalUniverseCompleteEnumeration"],
        ),
        (
            "It holds interview transcripts and photographs.",
            "kinds_of_data",
            ["StillImage", "Text"],
        ),
        ("Talks were audio-recorded.", "kinds_of_data", ["Audio"]),
        ("They will video them lighting lamps.", "kinds_of_data", ["Video"]),
        ("Keepers are asked to photograph their lamps.", "kinds_of_data", ["StillImage"]),
        ("It holds 174 whole slide images.", "kinds_of_data", ["StillImage"]),
        ("OCT images were taken of all keepers.", "kinds_of_data", ["StillImage"]),
        ("It is a retinal imaging dataset.", "kinds_of_data", ["StillImage"]),
        ("The tower has a brighter image than before.", "kinds_of_data", []),
        ("A Lamp Imaging Dataset tells when, but has no pictures.", "kinds_of_data", []),
        ("This qualitative, comparative study asks why.", "kinds_of_data", ["Qualitative"]),
        ("Quantitative measurements were made.", "kinds_of_data", ["Quantitative"]),
        ("They made photo and video diaries.", "kinds_of_data", ["Video", "StillImage"]),
        ("It uses quantitative and qualitative methods.", "kinds_of_data", ["Mixed"]),
        ("It is a mixed-methods study.", "kinds_of_data", ["Mixed"]),
        ("It is qualitative research.", "kinds_of_data", ["Qualitative"]),
        ("Questionnaires were handed out.", "instruments", ["Questionnaire"]),
        ("A structured questionnaire was handed out.", "instruments", ["Questionnaire.Structured"]),
        (
            "A semi-structured questionnaire was used.",
            "instruments",
            ["Questionnaire.Semistructured"],
        ),
        ("A topic guide was used.", "instruments", ["InterviewSchemeAndThemes"]),
    ],
)
def test_other_facts(text: str, field: str, found: list[str]) -> None:
    assert codes(text, field) == found


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("No interviews were held.", "modes_of_collection"),
        ("It was not a randomised controlled trial.", "modes_of_collection"),
        ("Unlike longitudinal studies it is short.", "time_method"),
        ("A previous longitudinal study asked keepers.", "time_method"),
        ("Attrition on longitudinal surveys is high.", "time_method"),
        ("We fit longitudinal models.", "time_method"),
        ("They were nervous in job interviews.", "modes_of_collection"),
        ("It uses the Labour Panel Survey and others.", "time_method"),
        ("Media interviews were given.", "modes_of_collection"),
        ("Questionnaires are widely used.", "instruments"),
        ("At night we often use diaries.", "modes_of_collection"),
        ("Scores on the Clinical Interview Schedule.", "modes_of_collection"),
    ],
)
def test_what_is_not_said(text: str, field: str) -> None:
    assert codes(text, field) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Other keepers did not give consent for their data to be shared.",
            ["Limited.SharingRefused"],
        ),
        ("Nine keepers declined to consent to archiving.", ["Limited.SharingRefused"]),
        ("Consent was not given for archiving by nine keepers.", ["Limited.SharingRefused"]),
        (
            "Only the logs of keepers who consented to archiving are here.",
            ["Limited.SharingRefused"],
        ),
        ("Logs are available where keepers gave permission.", ["Limited.SharingRefused"]),
        ("Six did not give us permission to deposit their logs.", ["Limited.SharingRefused"]),
        (
            "A third of the logs are not included owing to a lack of consent.",
            ["Limited.SharingRefused"],
        ),
        ("No keeper gave consent for the logs to be shared.", ["Limited.NoSharing"]),
        ("Consent was not sought for archiving.", ["Limited.NoSharing"]),
        ("The consent forms did not allow reuse.", ["Limited.NoSharing"]),
        ("Two keepers did not consent to linkage.", ["Limited.LinkageRefused"]),
        ("Keepers gave consent only for research on lamps.", ["Limited.CertainUses"]),
        ("Consent is limited to this study.", ["Limited.CertainUses"]),
        ("Three keepers later withdrew their consent.", ["Limited.Withdrawn"]),
        ("The logs were linked without individual consent.", ["Waived"]),
        ("The committee waived the need for consent.", ["Waived"]),
        ("All keepers consented to the sharing of their logs.", ["ReuseConsented"]),
        ("Keepers gave consent for samples to be used in lamp research.", ["ReuseConsented"]),
        ("Keepers consented to linkage with harbour records.", ["LinkageConsented"]),
        ("Linkage consents were gathered.", ["LinkageConsented"]),
        ("They consented for us to look at their harbour records.", ["LinkageConsented"]),
        (
            "Most consented to linkage and recontact.",
            ["LinkageConsented", "RecontactConsented"],
        ),
        ("They consented to be recontacted.", ["RecontactConsented"]),
        ("Recordings were made where informed consent was given.", ["InformedConsent"]),
        ("Consent was obtained verbally.", ["InformedConsent"]),
        # What is studied, what is denied, and what is not about those who took part.
        ("We study attitudes to consent to data linkage.", []),
        ("The course covers ethics, consent and confidentiality when sharing data.", []),
        ("Testing usually goes on without gaining informed consent.", []),
        ("Logs come with consent and are given only to approved readers.", []),
        ("The seminars ask how firms should seek consent.", []),
        ("The council gave its consent.", []),
    ],
)
def test_consent(text: str, found: list[str]) -> None:
    assert codes(text, "consent") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Data are available under the End User Licence.", ["Safeguarded"]),
        ("Secure Access versions exist.", ["Controlled"]),
        ("Data are available upon request.", ["Controlled"]),
        ("Further details are available upon request.", []),
        ("The transcripts are under embargo.", ["Embargoed"]),
        ("The recordings cannot be shared.", ["Closed"]),
        ("Data are freely available.", ["Open"]),
        ("Lamps are available.", []),
    ],
)
def test_access(text: str, found: list[str]) -> None:
    assert codes(text, "access") == found


def test_a_term_has_its_concept_and_its_sentence() -> None:
    design = read_design(None, [Section(name="aims", text="It rained. We will use Focus groups.")])
    assert design.modes_of_collection == ()
    design = read_design(None, [Section(name="aims", text="It rained. We will use focus groups.")])
    assert design.modes_of_collection == (
        Term(
            text="focus groups",
            code="FocusGroup",
            term="Focus group",
            vocabulary="ModeOfCollection",
            quote="We will use focus groups.",
            place="aims",
            planned=True,
        ),
    )


def phrases() -> list[dict[str, str]]:
    text = resources.files("clew.design").joinpath("phrases.tsv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_every_phrase_stands_for_a_concept() -> None:
    rows = phrases()
    missing = [
        (row["vocabulary"], code)
        for row in rows
        for code in row["code"].split(";")
        if (found := find(row["vocabulary"], code)) is None or found.code != code
    ]
    assert missing == []


@pytest.mark.parametrize("row", phrases(), ids=lambda row: f"{row['code']} {row['cues']}")
def test_no_phrase_blows_up(row: dict[str, str]) -> None:
    pattern = re.compile(rf"(?<!\w)(?:{row['pattern']})(?!\w)", re.I)
    start = time.process_time()
    for piece in (row["cues"].split(",")[0] + " ", "a", "consent not ", "interviews and "):
        list(pattern.finditer(piece * (1000 // len(piece))))
    assert time.process_time() - start < 1
