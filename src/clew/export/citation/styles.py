"""Four styles: APA, Harvard, Chicago (author-date) and Vancouver.

After the Publication Manual of the American Psychological Association (7th edition), Cite Them
Right (12th edition), The Chicago Manual of Style (17th edition) and Citing Medicine (2nd edition).
"""

from __future__ import annotations

from clew.export.citation.parts import Parts, initials, inverted, listed, sentence
from clew.export.common.people import name_parts
from clew.model import Agent


def apa(parts: Parts) -> str:
    """Write ``Moss, A., & Rope, T. (2031). Title. Journal, 3(2), 18–37. https://…``."""
    year = f"({parts.year or 'n.d.'})"
    title = parts.title
    if parts.sort == "thesis":
        title += f" [{', '.join(one for one in (parts.label, parts.publisher) if one)}]"
    elif parts.label:
        title += f" (Award {parts.number})" if parts.number else ""
        title += f" [{parts.label}]"
    who = _apa_names(parts.authors)
    head = sentence(who, year, title) if who else sentence(title, year)
    return _linked(f"{head} {_apa_where(parts)}", parts.link)


def _apa_names(agents: tuple[Agent, ...]) -> str:
    names = [inverted(agent) for agent in agents]
    if len(names) > 20:
        return f"{', '.join(names[:19])}, … {names[-1]}"
    return listed(names, ", & ") if names else ""


def _apa_where(parts: Parts) -> str:
    if parts.in_journal:
        volume = f"{parts.volume or ''}{f'({parts.issue})' if parts.issue else ''}"
        return sentence(", ".join(one for one in (parts.container, volume, parts.pages) if one))
    if parts.in_book:
        editors = [f"{initials(one)} {name_parts(one)[1]}".strip() for one in parts.editors]
        role = f" (Ed{'s' if len(editors) > 1 else ''}.), " if editors else ""
        named = listed(editors, " & ") if editors else ""
        where = f" (pp. {parts.pages})" if parts.pages else ""
        return sentence(f"In {named}{role}{parts.container}{where}", parts.publisher)
    return sentence(None if parts.sort == "thesis" else parts.publisher)


def harvard(parts: Parts) -> str:
    """Write ``Moss, A. and Rope, T. (2031) ‘Title’, Journal, 3(2), pp. 18–37. Available at: …``."""
    names = [inverted(agent, between="") for agent in parts.authors]
    who = f"{names[0]} et al." if len(names) > 3 else listed(names, " and ") if names else ""
    year = f"({parts.year or 'no date'})"
    inside = parts.in_journal or parts.in_book
    title = f"‘{parts.title}’" if inside else parts.title
    title += f" [{parts.label}]" if parts.label and parts.sort != "thesis" else ""
    head = f"{who} {year} {title}" if who else f"{title} {year}"
    pages = f"{'pp' if '–' in parts.pages else 'p'}. {parts.pages}" if parts.pages else None
    if parts.in_journal:
        volume = f"{parts.volume or ''}{f'({parts.issue})' if parts.issue else ''}"
        text = sentence(", ".join(one for one in (head, parts.container, volume, pages) if one))
    elif parts.in_book:
        book = ", in " + " ".join(one for one in (_harvard_editors(parts), parts.container) if one)
        text = sentence(f"{head}{book}", parts.publisher, pages)
    else:
        kind = parts.label if parts.sort == "thesis" else None
        number = f"Award {parts.number}" if parts.number else None
        text = sentence(head, number, kind, parts.publisher)
    return f"{text} Available at: {parts.link}" if parts.link else text


def _harvard_editors(parts: Parts) -> str:
    names = [inverted(agent, between="") for agent in parts.editors]
    role = "(eds)" if len(names) > 1 else "(ed.)"
    return f"{listed(names, ' and ')} {role}" if names else ""


def chicago(parts: Parts) -> str:
    """Write ``Moss, Ada, and Tom Rope. 2031. “Title.” Journal 3 (2): 18–37. https://…``."""
    who = _chicago_names(parts.authors)
    inside = parts.in_journal or parts.in_book or parts.sort == "thesis"
    title = f"“{parts.title}.”" if inside else parts.title
    year = parts.year or "n.d."
    head = sentence(who, year, title) if who else sentence(title, year)
    if parts.in_journal:
        issue = f" ({parts.issue})" if parts.issue else ""
        pages = f": {parts.pages}" if parts.pages else ""
        volume = f" {parts.volume}" if parts.volume else ""
        where = sentence(f"{parts.container}{volume}{issue}{pages}")
    elif parts.in_book:
        editors = [" ".join(one for one in name_parts(agent) if one) for agent in parts.editors]
        edited = f", edited by {listed(editors, ' and ')}" if editors else ""
        pages = f", {parts.pages}" if parts.pages else ""
        where = sentence(f"In {parts.container}{edited}{pages}", parts.publisher)
    elif parts.sort == "thesis":
        where = sentence(", ".join(one for one in (parts.label, parts.publisher) if one))
    else:
        where = sentence(parts.label, parts.number, parts.publisher)
    return _linked(f"{head} {where}", parts.link, end=".")


def _chicago_names(agents: tuple[Agent, ...]) -> str:
    names = []
    for number, agent in enumerate(agents):
        given, family = name_parts(agent)
        in_order = " ".join(one for one in (given, family) if one)
        names.append(f"{family}, {given}" if given and not number else in_order)
    if len(names) > 10:
        return f"{', '.join(names[:7])}, et al."
    return listed(names, ", and ") if names else ""


def vancouver(parts: Parts) -> str:
    """Write ``Moss A, Rope T. Title. Journal. 2031;3(2):18–37. Available from: https://…``."""
    names = [inverted(agent, mark="", between="", comma=" ") for agent in parts.authors]
    who = ", ".join([*names[:6], *(["et al."] if len(names) > 6 else [])])
    year = parts.year or "[date unknown]"
    label = (parts.label if parts.sort == "thesis" else (parts.label or "").lower()) or ""
    title = f"{parts.title} [{label}]" if label else parts.title
    if parts.in_journal:
        issue = f"({parts.issue})" if parts.issue else ""
        volume = f";{parts.volume or ''}{issue}" if parts.volume or issue else ""
        pages = f":{parts.pages}" if parts.pages else ""
        where = sentence(parts.container, f"{year}{volume}{pages}")
    elif parts.in_book:
        editors = [inverted(agent, mark="", between="", comma=" ") for agent in parts.editors]
        role = f", editor{'s' if len(editors) > 1 else ''}" if editors else ""
        book = sentence(f"{', '.join(editors)}{role}" if editors else None, parts.container)
        house = f"{parts.publisher}; {year}" if parts.publisher else year
        where = f"In: {book} {sentence(house, parts.pages and f'p. {parts.pages}')}"
    else:
        where = sentence(parts.number, f"{parts.publisher}; {year}" if parts.publisher else year)
    text = f"{sentence(who, title)} {where}"
    return f"{text} Available from: {parts.link}" if parts.link else text


def _linked(text: str, link: str | None, end: str = "") -> str:
    return f"{text.strip()} {link}{end}" if link else text.strip()
