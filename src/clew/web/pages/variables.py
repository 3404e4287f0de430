"""The variables of a dataset as a file."""

from __future__ import annotations

import csv
import io

from fastapi import APIRouter
from starlette.responses import Response

from clew.api.opened import Opened
from clew.web.variables import all_rows, cells

router = APIRouter()


@router.get("/r/{slug}/variables.csv")
def variables(catalogue: Opened, slug: str) -> Response:
    """Send all variables of a dataset as CSV (RFC 4180), for spreadsheets too."""
    found = catalogue.get(slug)
    written = io.StringIO()
    csv.writer(written).writerows(cells(all_rows(catalogue, found)))
    name = f'attachment; filename="variables-{found.number}.csv"'
    # The mark at the beginning tells spreadsheets that it is UTF-8.
    return Response(
        "\ufeff" + written.getvalue(),
        headers={"Content-Type": "text/csv; charset=utf-8", "Content-Disposition": name},
    )
