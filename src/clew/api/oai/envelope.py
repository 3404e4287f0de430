"""The XML around answers (OAI-PMH 2.0, section 3.2), written as text: pages are long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from clew.api.oai.problems import OaiError

_UNFIT = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MEDIA_TYPE = "text/xml; charset=utf-8"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/'
    ' http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">\n'
)


def answer(base: str, given: Mapping[str, str], verb: str, content: str) -> str:
    """Write an answer to a request that made sense."""
    arguments = {"verb": verb, **given}
    return _whole(base, arguments, f"<{verb}>\n{content}</{verb}>\n")


def refusal(base: str, given: Mapping[str, str], error: OaiError) -> str:
    """Write what was wrong; arguments are only repeated where they could be understood."""
    arguments = {} if error.code in {"badVerb", "badArgument"} else given
    words = escape(_fit(error.message))
    return _whole(base, arguments, f'<error code="{error.code}">{words}</error>\n')


def element(name: str, text: str) -> str:
    """Write an element that holds text."""
    return f"<{name}>{escape(_fit(text))}</{name}>\n"


def header(identifier: str, at: str, specs: Iterable[str], *, here: bool = True) -> str:
    """Write the header of a record, or of one that went."""
    status = "" if here else ' status="deleted"'
    content = element("identifier", identifier) + element("datestamp", at)
    content += "".join(element("setSpec", spec) for spec in specs)
    return f"<header{status}>\n{content}</header>\n"


def record(head: str, metadata: str | None) -> str:
    """Write a record: its header, and its description unless it went."""
    body = f"<metadata>\n{metadata}</metadata>\n" if metadata is not None else ""
    return f"<record>\n{head}{body}</record>\n"


def token(text: str, total: int, cursor: int) -> str:
    """Write a resumption token; an empty one says that the list is complete."""
    return (
        f'<resumptionToken completeListSize="{total}" cursor="{cursor}">'
        f"{escape(text)}</resumptionToken>\n"
    )


def _whole(base: str, arguments: Mapping[str, str], content: str) -> str:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    said = "".join(f" {name}={quoteattr(_fit(value))}" for name, value in arguments.items())
    return (
        f"{_HEAD}<responseDate>{now}</responseDate>\n"
        f"<request{said}>{escape(base)}</request>\n{content}</OAI-PMH>\n"
    )


def _fit(text: str) -> str:
    """Leave out characters that XML cannot hold."""
    return _UNFIT.sub("", text)
