"""What belongs to people: accounts, collections, saved searches, feedback."""

from clew.members.accounts import Account, Role
from clew.members.collections import Collection, Kept
from clew.members.feedback import Feedback, Verdict
from clew.members.members import Members
from clew.members.searches import Alert, SavedSearch
from clew.members.tokens import Scope, Token

__all__ = [
    "Account",
    "Alert",
    "Collection",
    "Feedback",
    "Kept",
    "Members",
    "Role",
    "SavedSearch",
    "Scope",
    "Token",
    "Verdict",
]
