"""How studies were made, read from what their descriptions say in words.

Fields come first: text fills only what no field states, each fact with the sentence that says it.
"""

from clew.design.completing import VERSION, completed, completed_record
from clew.design.reading import read_design

__all__ = ["VERSION", "completed", "completed_record", "read_design"]
