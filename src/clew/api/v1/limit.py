"""How often one address may ask the interface."""

from clew.api.limits import Limit

ASKED = Limit(burst=120, rate=20, what="requests")
