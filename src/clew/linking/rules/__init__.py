"""Rules that find links: each is given a record that is new and proposes links with evidence."""

from clew.linking.rules import award_stem, bibliography, roles, same_title, stated

RULES = (
    stated.propose,
    award_stem.propose,
    bibliography.propose,
    same_title.propose,
    roles.propose,
)

__all__ = ["RULES"]
