"""OAI-PMH 2.0, the protocol that repositories deliver metadata over."""

from clew.harvest.oai_pmh.harvester import OaiPmh

protocol = OaiPmh()

__all__ = ["protocol"]
