"""How reports on harvests are told."""

from __future__ import annotations

from clew.catalogue.runs import Report
from clew.intake import Status

_ORDER = [str(status) for status in Status]


def line(report: Report) -> str:
    """Write a report as one line, and its trouble, if it had any, as a second.

    Example: ``fsd: complete, 12 new, 3 deleted; 1.2 MB in 40 s (2031-05-02)``
    """
    counts = [f"{report.counted[name]:,} {name}" for name in _ORDER if report.counted.get(name)]
    took = f"{_size(report.received)} in {report.seconds:,.0f} s ({report.began_at[:10]})"
    head = f"{report.source}: {', '.join([report.outcome, *(counts or ['nothing there'])])}; {took}"
    return f"{head}\n  {report.error}" if report.error else head


def _size(count: int) -> str:
    return f"{count / 1e6:,.1f} MB" if count >= 1e5 else f"{count / 1e3:,.1f} kB"
