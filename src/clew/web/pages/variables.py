"""The variables of a dataset as a file."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from clew.api.opened import Opened
from clew.export.common.cells import sheet
from clew.web.variables import all_rows, cells

router = APIRouter()


@router.get("/r/{slug}/variables.csv")
def variables(catalogue: Opened, slug: str) -> Response:
    """Send all variables of a dataset as CSV (RFC 4180), for spreadsheets too."""
    found = catalogue.get(slug)
    name = f'attachment; filename="variables-{found.number}.csv"'
    # The mark at the beginning tells spreadsheets that it is UTF-8.
    return Response(
        "\ufeff" + sheet(cells(all_rows(catalogue, found))),
        headers={"Content-Type": "text/csv; charset=utf-8", "Content-Disposition": name},
    )
