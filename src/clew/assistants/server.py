"""The desk as a server of the Model Context Protocol, with the protocol's own library."""

from __future__ import annotations

from typing import Annotated, Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from clew.assistants.desk import Desk
from clew.errors import ClewError
from clew.model import Kind
from clew.version import __version__

_INSTRUCTIONS = (
    "A catalogue of academic resources: datasets, awards, theses, courses, publications and their "
    "variables. Records of many sources are joined into one resource, and resources that belong to "
    "one study into a thread; each link carries its evidence. Quote passages with their place and "
    "give the url with whatever you take from here. What is absent is not known."
)
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)

Name = Annotated[str, Field(description="Its id, DOI, award reference or other identifier.")]
Names = Annotated[list[str], Field(description="Ids or identifiers.")]
Few = Annotated[int, Field(ge=1, le=20, description="How many at most.")]


def serve(desk: Desk) -> MCPServer:
    """Make a server that answers from a desk; nothing it offers changes the catalogue."""
    server = MCPServer(
        "clew", title="Clew", instructions=_INSTRUCTIONS, version=__version__, log_level="ERROR"
    )
    _finding(server, desk)
    _reading(server, desk)
    _beginning(server)
    return server


def _finding(server: MCPServer, desk: Desk) -> None:
    @server.tool(title="Search the catalogue", annotations=_READS)
    def search(
        words: Annotated[
            str,
            Field(description='Words, "phrases", AND OR NOT, title: person: year:2010..2018 …'),
        ],
        kind: Annotated[str | None, Field(description=f"One of: {', '.join(Kind)}.")] = None,
        years: Annotated[str | None, Field(description="Years covered, as 2010..2018.")] = None,
        limit: Few = 8,
    ) -> dict[str, Any]:
        """Find resources by words and meaning: each with the reason why, passages and links."""
        return _told(lambda: desk.search(words, kind, years, limit))

    @server.tool(title="Find passages to quote", annotations=_READS)
    def passages(
        words: Annotated[str, Field(description="What the passages should speak of.")],
        name: Annotated[str | None, Field(description="Only in this resource.")] = None,
        limit: Few = 5,
    ) -> dict[str, Any]:
        """Find passages inside full texts, word for word, with chapter, section and page."""
        return _told(lambda: desk.passages(words, name, limit))


def _reading(server: MCPServer, desk: Desk) -> None:
    @server.tool(title="Read a resource", annotations=_READS)
    def get(name: Name) -> dict[str, Any]:
        """Read what the sources say of a resource: description, people, dates, access."""
        return _told(lambda: desk.get(name))

    @server.tool(title="Follow a thread", annotations=_READS)
    def thread(
        name: Name, depth: Annotated[int, Field(ge=0, le=3, description="Links away.")] = 1
    ) -> dict[str, Any]:
        """Read what a resource is joined to (award, data, thesis, course) and the evidence."""
        return _told(lambda: desk.thread(name, depth))

    @server.tool(title="Compare resources", annotations=_READS)
    def compare(names: Names) -> dict[str, Any]:
        """Put two to six resources side by side, with what differs."""
        return _told(lambda: desk.compare(names))

    @server.tool(title="Cite resources", annotations=_READS)
    def cite(
        names: Names,
        style: Annotated[
            str, Field(description="apa, harvard, chicago, vancouver, bibtex or ris.")
        ] = "apa",
    ) -> dict[str, Any]:
        """Write citations of resources in a style."""
        return _told(lambda: desk.cite(names, style))

    @server.resource("clew://resource/{name}", title="A resource", mime_type="application/json")
    def resource(name: str) -> dict[str, Any]:
        """What the sources say of a resource."""
        return _told(lambda: desk.get(name))


def _beginning(server: MCPServer) -> None:
    @server.prompt(title="What is known about…")
    def overview(topic: str) -> str:
        """Find out what a catalogue holds on a topic, with its threads."""
        return (
            f"Search the catalogue for {topic!r}: datasets, awards and theses each by themselves. "
            "Follow the threads of the two or three best. Say what there is, how it belongs "
            "together and who may use it, with a link for everything."
        )

    @server.prompt(title="What do practitioners find?")
    def practice(question: str) -> str:
        """Answer a question from practice with quoted passages."""
        return (
            f"Find passages on {question!r}. Answer in a few sentences, each resting on a passage "
            "that you quote with its title, place and link. Say what the passages leave open."
        )


def _told(work: Any) -> dict[str, Any]:
    """Do something; what goes wrong is told in words that help."""
    try:
        done: dict[str, Any] = work()
    except ClewError as error:
        raise ToolError(str(error)) from error
    return done
