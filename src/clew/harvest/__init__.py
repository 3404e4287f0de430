"""Ways in: files, folders, archives, addresses, and catalogues over their own protocols."""

from clew.harvest.arrival import Arrival
from clew.harvest.door import arrivals
from clew.harvest.step import Gone, Mark, Seen, Step, Whole

__all__ = ["Arrival", "Gone", "Mark", "Seen", "Step", "Whole", "arrivals"]
