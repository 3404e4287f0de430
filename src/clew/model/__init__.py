"""Plain typed values: what Clew talks about. No input, no output, no other room."""

from clew.model.agent import Agent, AgentKind, Contribution, Role
from clew.model.conflict import Claim, Conflict, conflicts
from clew.model.coverage import Period, Place
from clew.model.design import Amount, Design, Term
from clew.model.document import Document
from clew.model.folding import citation_keys, fold, in_one_case, title_key
from clew.model.fulltext import Appendix, Figure, Footnote, FullText, Heading, Table
from clew.model.identifier import (
    Identifier,
    Scheme,
    find_identifiers,
    parse_identifier,
    readings,
    study_number,
)
from clew.model.kind import Kind
from clew.model.link import Compared, Evidence, Link, LinkState, LinkType
from clew.model.money import Money
from clew.model.passage import Passage
from clew.model.reading import Notice, Reading
from clew.model.record import (
    Catalogued,
    Category,
    Record,
    Relation,
    Section,
    Target,
    Variable,
)
from clew.model.reference import Mention, Reference
from clew.model.resource import Credit, Held, Resource
from clew.model.spoken import base_language, chosen, spoken, told_in
from clew.model.thread import Bead, Named, Thread

__all__ = [
    "Agent",
    "AgentKind",
    "Amount",
    "Appendix",
    "Bead",
    "Catalogued",
    "Category",
    "Claim",
    "Compared",
    "Conflict",
    "Contribution",
    "Credit",
    "Design",
    "Document",
    "Evidence",
    "Figure",
    "Footnote",
    "FullText",
    "Heading",
    "Held",
    "Identifier",
    "Kind",
    "Link",
    "LinkState",
    "LinkType",
    "Mention",
    "Money",
    "Named",
    "Notice",
    "Passage",
    "Period",
    "Place",
    "Reading",
    "Record",
    "Reference",
    "Relation",
    "Resource",
    "Role",
    "Scheme",
    "Section",
    "Table",
    "Target",
    "Term",
    "Thread",
    "Variable",
    "base_language",
    "chosen",
    "citation_keys",
    "conflicts",
    "find_identifiers",
    "fold",
    "in_one_case",
    "parse_identifier",
    "readings",
    "spoken",
    "study_number",
    "title_key",
    "told_in",
]
