"""What sources ask to be said with their records."""

from __future__ import annotations

from collections.abc import Sequence

from clew.export.common.page import Page
from clew.model import Credit


def write_credits(page: Page, credits: Sequence[Credit]) -> None:
    """Add a section with the credit lines, where there are any."""
    if credits:
        page.heading("Credit")
        page.items([str(credit) for credit in credits])
