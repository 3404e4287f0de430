"""CSL-JSON: items for citation processors (Citation Style Language 1.0.2)."""

from clew.export.csl_json.render import item
from clew.export.registry import WORKS, Format, Frame

format = Format(
    name="csl-json",
    media_type="application/vnd.citationstyles.csl+json",
    extension="json",
    profile="https://resource.citationstyles.org/schema/v1.0/input/json/csl-data.json",
    kinds=WORKS,
    piece=item,
    frame=Frame("[\n", ",\n", "\n]\n"),
    keeps=frozenset(
        {
            *("kind", "title", "subtype", "published", "language", "status"),
            *("container", "volume", "issue", "pages"),
        }
    ),
)
