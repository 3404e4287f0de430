"""What belongs to people: accounts, collections, saved searches, webhooks, feedback."""

from clew.members.accounts import Account, Role
from clew.members.choices import one_of
from clew.members.collections import Collection, Kept
from clew.members.feedback import Feedback, Verdict
from clew.members.members import Members
from clew.members.searches import Alert, SavedSearch
from clew.members.tokens import Scope, Token
from clew.members.webhooks import Delivery, Webhook

__all__ = [
    "Account",
    "Alert",
    "Collection",
    "Delivery",
    "Feedback",
    "Kept",
    "Members",
    "Role",
    "SavedSearch",
    "Scope",
    "Token",
    "Verdict",
    "Webhook",
    "one_of",
]
