"""How findable, accessible, interoperable and reusable a description is, told without a network.

After the metrics of F-UJI 0.8 (https://www.f-uji.net), as far as they look at a description alone.
"""

from clew.export.fair.assess import Check, assess, score
from clew.export.fair.survey import Failing, Survey, survey

__all__ = ["Check", "Failing", "Survey", "assess", "score", "survey"]
