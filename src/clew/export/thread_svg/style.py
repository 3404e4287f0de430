"""Colours and letters of the picture, for light, dark and paper."""

from __future__ import annotations

# Name of the variable: colour on light ground, on dark ground. All of the inks stand out from
# their ground by 4.5 : 1 or more.
_COLOURS = {
    "ground": ("#ffffff", "#15181c"),
    "band": ("#f6f6f3", "#1b1f25"),
    "rule": ("#e3e3dd", "#30363e"),
    "ink": ("#1d2329", "#e8eaed"),
    "quiet": ("#5c656e", "#a3adb8"),
    "link": ("#4d5863", "#aab4bf"),
    "award": ("#8a5a00", "#e0b15a"),
    "dataset": ("#0b6a80", "#5fc3da"),
    "thesis": ("#65489b", "#b9a2ea"),
    "publication": ("#a33b46", "#f0929b"),
    "course": ("#3a6f31", "#8fcb85"),
    "other": ("#5a5f66", "#b4bac2"),
}
_FONT = (
    "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'Noto Sans',"
    "'Liberation Sans',sans-serif"
)
_PAINT = (
    (".clew-ground", "fill", "ground"),
    (".clew-band", "fill", "band"),
    (".clew-rule", "stroke", "rule"),
    (".clew-text", "fill", "ink"),
    (".clew-quiet", "fill", "quiet"),
    (".clew-halo", "stroke", "ground"),
    (".clew-undated", "stroke", "band"),
    (".clew-link", "stroke", "link"),
    (".clew-arrow", "fill", "link"),
    (".clew-badge", "fill", "ground"),
    (".clew-badge", "stroke", "link"),
)
_FIXED = (
    f".clew-thread{{max-width:100%;height:auto;font-family:{_FONT}}}",
    ".clew-halo{paint-order:stroke;stroke-width:4;stroke-linejoin:round}",
    ".clew-link{fill:none;stroke-width:1.5}",
    ".clew-suggested{stroke-dasharray:5 4}",
    ".clew-confirmed{stroke-width:3.25}",
    ".clew-open{stroke-dasharray:2 4;stroke-width:3;stroke-linecap:round}",
    ".clew-root{stroke-width:2;fill:none}",
)


def stylesheet() -> str:
    """Return the picture's style sheet.

    Each colour is a variable that a page may set anew; a viewer that knows no variables keeps the
    light colour before it. Paper always gets the light ones.
    """
    light, dark = _variables(0), _variables(1)
    paint = [
        f"{where}{{{what}:{_COLOURS[name][0]};{what}:var(--clew-{name})}}"
        for where, what, name in (*_PAINT, *_kinds())
    ]
    return "\n".join(
        [
            f".clew-thread{{{light}}}",
            f"@media screen and (prefers-color-scheme:dark){{.clew-thread{{{dark}}}}}",
            *_FIXED,
            *paint,
        ]
    )


def _kinds() -> list[tuple[str, str, str]]:
    kinds = ("award", "dataset", "thesis", "publication", "course", "other")
    fills = [(f".clew-{kind}", "fill", kind) for kind in kinds]
    return [*fills, *((f".clew-line-{kind}", "stroke", kind) for kind in kinds)]


def _variables(scheme: int) -> str:
    return ";".join(f"--clew-{name}:{pair[scheme]}" for name, pair in _COLOURS.items())
