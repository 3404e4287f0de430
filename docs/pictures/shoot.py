"""Takes a picture of every type of page, from the invented documents; `make pictures` runs it.

It needs a browser, as the tests in tests/browser do. Pictures are of few colours, to stay small.
`shoot.py FOLDER WIDTH THEME …` takes them elsewhere, at another width, light or dark, of the
pages that are named.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path
from shutil import copytree

from PIL import Image
from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from browsing import CORPUS, Served, browsing, fill, found, serving  # noqa: E402
from page_types import PAGE_TYPES, PageType  # noqa: E402

TALLEST = 1000  # what is further down is more of the same
COLOURS = 32


def shoot(site: Served, browser: Browser, one: PageType, width: int, theme: str) -> bytes:
    """Take the picture of a page."""
    context = site.context(
        browser, one.who, viewport={"width": width, "height": 900}, color_scheme=theme
    )
    page = context.new_page()
    page.goto(one.path.format(share=site.share))
    height = min(int(page.evaluate("document.body.scrollHeight")), TALLEST)
    page.set_viewport_size({"width": width, "height": height})
    taken = page.screenshot()
    context.close()
    return taken


def small(taken: bytes) -> Image.Image:
    """Return a picture with few colours."""
    return Image.open(io.BytesIO(taken)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)


def main(folder: Path, width: int, theme: str, names: list[str]) -> None:
    """Take the pictures."""
    place = found()
    if place is None:
        sys.exit("There is no browser: install chromium, or say where one is in CLEW_TEST_BROWSER.")
    wanted = [one for one in PAGE_TYPES if not names or one.name in names]
    with tempfile.TemporaryDirectory() as home:
        corpus = copytree(CORPUS, Path(home) / "corpus")  # Pages tell where documents were read.
        secrets, share = fill(Path(home), corpus)
        with serving(Path(home)) as address, browsing(place) as browser:
            site = Served(address, Path(home), secrets, share)
            for one in wanted:
                picture = small(shoot(site, browser, one, width, theme))
                picture.save(folder / f"{one.name}.png", optimize=True)


if __name__ == "__main__":
    folder, width, theme, *names = [*sys.argv[1:], *["", "", ""][len(sys.argv) - 1 :]]
    main(Path(folder or ROOT / "docs" / "pictures"), int(width or 1200), theme or "light", names)
