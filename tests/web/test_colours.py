"""Colours stand out from what they stand on (WCAG 2.2, 1.4.3 and 1.4.11), light and dark."""

from __future__ import annotations

import re

import pytest

from clew.web.files import FOLDER

SHEET = (FOLDER / "clew.css").read_text("utf-8")
TEXT = ("ink", "quiet", "link", "link-over", "thread")
KINDS = ("award", "dataset", "thesis", "publication", "course", "other")
GROUNDS = ("ground", "raised")


def palettes() -> dict[str, dict[str, str]]:
    light, *dark = re.findall(r"\{\s*(--ground:.*?)color-scheme", SHEET, re.DOTALL)
    found = {"light": light, "dark by the system": dark[0], "dark by choice": dark[1]}
    return {
        name: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", text)) for name, text in found.items()
    }


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_dark_is_the_same_whoever_chose_it() -> None:
    found = palettes()
    assert found["dark by the system"] == found["dark by choice"]
    assert found["light"].keys() == found["dark by choice"].keys()


@pytest.mark.parametrize("name", ["light", "dark by choice"])
def test_text_can_be_read(name: str) -> None:
    colours = palettes()[name]
    pairs = [(text, ground) for text in (*TEXT, *KINDS) for ground in GROUNDS]
    pairs += [("quiet", "sunken"), ("ink", "sunken"), ("mark-ink", "mark"), ("on-thread", "thread")]
    weak = [
        (a, b, round(ratio, 2))
        for a, b in pairs
        if (ratio := contrast(colours[a], colours[b])) < 4.5
    ]
    assert weak == []


@pytest.mark.parametrize("name", ["light", "dark by choice"])
def test_edges_of_controls_can_be_seen(name: str) -> None:
    colours = palettes()[name]
    assert all(contrast(colours["edge"], colours[ground]) >= 3 for ground in GROUNDS)
    assert all(contrast(colours["focus"], colours[ground]) >= 3 for ground in GROUNDS)


def test_nothing_is_loaded_from_elsewhere() -> None:
    assert "http" not in SHEET
    assert "@import" not in SHEET
    for script in FOLDER.glob("*.js"):
        assert "http" not in script.read_text("utf-8"), script.name
