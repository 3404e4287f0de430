"""An amount of money, always with its currency."""

from __future__ import annotations

from decimal import Decimal

from clew.model.base import Value


class Money(Value, frozen=True, kw_only=True):
    """An amount in one currency (ISO 4217 code).

    Example: ``Money(amount=Decimal("536196"), currency="GBP")``
    """

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.currency} {self.amount:,f}"
