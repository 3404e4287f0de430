"""How Clew speaks HTTP: politely, with limits, and never into private networks."""

from clew.harvest.http.answer import Answer, Validators
from clew.harvest.http.client import Client
from clew.harvest.http.exchange import Exchange, Exchanger, Reply, check_public, is_loopback
from clew.harvest.http.manners import Manners

__all__ = [
    "Answer",
    "Client",
    "Exchange",
    "Exchanger",
    "Manners",
    "Reply",
    "Validators",
    "check_public",
    "is_loopback",
]
