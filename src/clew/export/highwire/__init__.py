"""Highwire Press tags: how Zotero and Google Scholar read a page about a work.

They are no file that can be taken away, so no format of the registry: a page has them in its head.
"""

from clew.export.highwire.render import tags

__all__ = ["tags"]
