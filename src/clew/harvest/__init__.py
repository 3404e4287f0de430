"""Ways in: files, folders, archives, standard input and single addresses, as documents."""

from clew.harvest.arrival import Arrival
from clew.harvest.door import arrivals

__all__ = ["Arrival", "arrivals"]
