"""A citation as a line of plain text, in the styles that most readers are asked for.

The styles are written here rather than in the Citation Style Language: its files for two of them
have a quarter of a megabyte, a processor needs a twentieth of a second for each citation, and they
know neither awards nor courses.
"""

from collections.abc import Callable

from clew.export.citation.parts import Parts
from clew.export.citation.styles import apa, chicago, harvard, vancouver
from clew.export.item import Item
from clew.export.registry import WORKS, Format, Frame


def _written(style: Callable[[Parts], str]) -> Callable[[Item], str]:
    return lambda item: style(Parts.of(item.record))


formats = tuple(
    Format(
        name=name,
        media_type=f"text/x-bibliography; style={name}",
        extension="txt",
        kinds=WORKS,
        piece=_written(style),
        frame=Frame(between="\n\n", after="\n"),
    )
    for name, style in (
        ("apa", apa),
        ("harvard", harvard),
        ("chicago", chicago),
        ("vancouver", vancouver),
    )
)
