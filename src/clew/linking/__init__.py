"""Joins records into resources and resources into threads, always saying why."""

from clew.linking.thread import thread
from clew.linking.weaver import Receipt, Weaver

__all__ = ["Receipt", "Weaver", "thread"]
