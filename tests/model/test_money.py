"""Money: exact, with its currency."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.model import Money

AMOUNTS = st.decimals(-(10**9), 10**12, allow_nan=False, places=2)


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("536196", "GBP", "GBP 536,196"),
        ("536196.50", "GBP", "GBP 536,196.50"),
        ("0", "EUR", "EUR 0"),
        ("-1200", "NOK", "NOK -1,200"),
        ("1E+6", "USD", "USD 1,000,000"),
        ("1E-2", "USD", "USD 0.01"),
    ],
)
def test_how_it_is_written(amount: str, currency: str, text: str) -> None:
    assert str(Money(amount=Decimal(amount), currency=currency)) == text


@given(AMOUNTS)
def test_what_is_written_is_the_amount(amount: Decimal) -> None:
    written = str(Money(amount=amount, currency="GBP"))
    assert Decimal(written.removeprefix("GBP ").replace(",", "")) == amount


@given(AMOUNTS)
def test_not_a_penny_is_lost_on_the_way(amount: Decimal) -> None:
    money = Money(amount=amount, currency="GBP")
    again = msgspec.json.decode(msgspec.json.encode(money), type=Money)
    assert str(again.amount) == str(amount)


def test_the_same_amount_of_another_currency_is_another() -> None:
    assert Money(amount=Decimal(5), currency="GBP") != Money(amount=Decimal(5), currency="EUR")
    assert Money(amount=Decimal("5.00"), currency="GBP") == Money(amount=Decimal(5), currency="GBP")
