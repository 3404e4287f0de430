"""Settings in clew.toml: read whole, refused in a sentence, changed leaving the rest alone."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from clew.errors import SettingsError
from clew.harvest.sources_file import SourcesFile
from clew.settings import (
    EncoderSettings,
    FieldWeights,
    SearchSettings,
    Settings,
    choose_encoder,
    read_settings,
)

DOCS = Path(__file__).parents[1] / "docs" / "settings.md"
SOURCE = """\
contact = "data@library.example"

[sources.ours]
protocol = "oai-pmh"
address = "https://repository.example/oai"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "home" / "clew.toml"


def written(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def test_no_file_is_all_defaults(file: Path) -> None:
    assert read_settings(file) == Settings()
    assert Settings().encoder == EncoderSettings(
        name="minilm", key="CLEW_ENCODER_KEY", threads=None
    )


def test_what_is_said_is_taken_and_sources_stand_beside_it(file: Path) -> None:
    text = SOURCE + "\n[encoder]\nname = 'none'\nthreads = 1\n\n[search]\nmeaning_weight = 1\n"
    found = read_settings(written(file, text))
    assert found == Settings(
        encoder=EncoderSettings(name="none", threads=1),
        search=SearchSettings(meaning_weight=1.0),
    )
    assert [source.name for source in SourcesFile(file).sources()] == ["ours"]


def test_fields_of_words_have_weights(file: Path) -> None:
    found = read_settings(written(file, "[search.fields]\ntitle = 0.5\nkeyword = 2\n"))
    assert found.search.fields == FieldWeights(
        text=1.0, title=0.5, person=0.0, org=0.0, funder=0.0, keyword=2.0
    )
    assert found.search == SearchSettings(fields=FieldWeights(title=0.5, keyword=2.0))


def test_the_matcher_is_our_own_unless_another_is_named(file: Path) -> None:
    assert Settings().linking.matcher == "own"
    found = read_settings(written(file, "[linking]\nmatcher = 'splink:model.json'\n"))
    assert found.linking.matcher == "splink:model.json"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (
            "[search.fields]\ntitel = 2\n",
            "There are: text, title, person, org, funder, keyword. See docs/settings.md.",
        ),
        ("[encoder]\nnom = 'x'\n", "There are: name, key, threads. See docs/settings.md."),
        ("[encoding]\nname = 'x'\n", "See docs/settings.md."),
        ("[search.fields]\ntitle = 'two'\n", "See docs/settings.md."),
    ],
)
def test_a_misspelt_name_is_answered_with_those_there_are(file: Path, text: str, hint: str) -> None:
    with pytest.raises(SettingsError) as told:
        read_settings(written(file, text))
    assert told.value.hint == hint


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[search.fields]\ntitel = 2\n", "unknown field `titel` - at `$.search.fields`"),
        ("[search.fields]\ntitle = -1\n", ">= 0.0 - at `$.search.fields.title`"),
        ("[search.fields]\ntitle = inf\n", "<= 1000.0 - at `$.search.fields.title`"),
        ("[search.fields]\ntitle = nan\n", ">= 0.0 - at `$.search.fields.title`"),
        ("[search]\nfields = ['title']\n", "Expected `object`, got `array`"),
        ("[encoder", "is not TOML"),
        ("[serach]\n", "unknown field `serach`"),
        ("[encoder]\nmodel = 'x'\n", "unknown field `model`"),
        ("[encoder]\nthreads = 0\n", ">= 1"),
        ("[search]\nmeaning_weight = 2\n", "<= 1.0 - at `$.search.meaning_weight`"),
        ("[search]\nsnippet = 'long'\n", "Expected `int`, got `str`"),
        ("search = 3\n", "Expected `object`"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(file: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError) as told:
        read_settings(written(file, text))
    assert said in str(told.value)
    assert str(file) in str(told.value)


def test_a_file_that_cannot_be_read(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="cannot be read"):
        read_settings(file)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '[encoder]\nname = "none"\n'),
        ("a comment".join(["# ", "\n"]), '# a comment\n\n[encoder]\nname = "none"\n'),
        (
            '[encoder]\n# why\nname = "minilm"  # so far\nthreads = 1\n\n[search]\nsnippet = 9\n',
            '[encoder]\nname = "none"\n# why\nthreads = 1\n\n[search]\nsnippet = 9\n',
        ),
        (
            "[encoder]\nthreads = 1\n[sources.name]\npreset = 'fsd'\n",
            "[encoder]\nname = \"none\"\nthreads = 1\n[sources.name]\npreset = 'fsd'\n",
        ),
        ("[search]\nsnippet = 9", '[search]\nsnippet = 9\n\n[encoder]\nname = "none"\n'),
    ],
)
def test_choosing_an_encoder_leaves_all_else_as_it_is(file: Path, before: str, after: str) -> None:
    choose_encoder(written(file, before), "none")
    assert file.read_text() == after
    assert read_settings(file).encoder.name == "none"
    assert [one.name for one in file.parent.iterdir()] == ["clew.toml"]


def test_choosing_makes_the_file_and_quotes_what_must_be(file: Path) -> None:
    name = 'openai:http://127.0.0.1:8000/v1#a "model"'
    choose_encoder(file, name)
    assert read_settings(file).encoder.name == name


@pytest.mark.parametrize("text", ['encoder.name = "minilm"\n', "encoder = { threads = 1 }\n"])
def test_an_encoder_written_otherwise_is_left_to_people(file: Path, text: str) -> None:
    with pytest.raises(SettingsError, match='Write name = "none" there by hand'):
        choose_encoder(written(file, text), "none")
    assert file.read_text() == text


def test_every_setting_is_documented_with_its_default() -> None:
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \| ([^|]+) \|", DOCS.read_text("utf-8"), re.M)
    documented = {
        name: value
        for names, values in rows
        for name, value in zip(re.findall(r"\w+", names), values.split(","), strict=False)
    }
    search = msgspec.structs.asdict(SearchSettings())
    defaults = msgspec.structs.asdict(search.pop("fields")) | search
    shown = {name: f"{value}".lower() for name, value in defaults.items()}
    assert {name: documented.get(name, "").strip() for name in shown} == shown
