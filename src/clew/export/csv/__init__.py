"""CSV (RFC 4180): one row for each thing, every cell quoted, none that a spreadsheet would run."""

from clew.export.csv.render import header, row
from clew.export.registry import Format, Frame

format = Format(
    name="csv",
    media_type="text/csv",
    extension="csv",
    profile="https://www.rfc-editor.org/rfc/rfc4180",
    piece=row,
    frame=Frame(before=header(), alone=header()),
)
