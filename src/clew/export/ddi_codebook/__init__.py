"""DDI-Codebook 2.5: what data archives exchange, with files, variables and their answers."""

from clew.export.common.xml import DECLARATION
from clew.export.ddi_codebook.render import LOCATION, SPACE, element
from clew.export.registry import Format, Frame
from clew.model import Kind

format = Format(
    name="ddi",
    media_type="application/vnd.ddialliance.codebook+xml;version=2.5",
    extension="xml",
    profile=SPACE,
    prefix="oai_ddi25",
    schema=LOCATION,
    kinds=frozenset({Kind.DATASET}),
    piece=element,
    frame=Frame(before=f"{DECLARATION}<codeBooks>\n", after="</codeBooks>\n", alone=DECLARATION),
    keeps=frozenset(
        {
            *("kind", "title", "subtitle", "alternative_titles", "keywords", "subjects", "period"),
            *(
                "published",
                "places",
                "language",
                "access",
                "licence",
                "urls",
                "variables",
                "design",
            ),
        }
    ),
)
