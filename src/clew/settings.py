"""What can be set, in one place; each call may be given its own.

The settings of a catalogue stand in ``clew.toml``, beside its sources::

    [encoder]
    name = "fastembed:BAAI/bge-small-en-v1.5"

    [search]
    meaning_weight = 0.5

    [search.fields]
    title = 0.5
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from clew.errors import SettingsError
from clew.model.base import Value

Share = Annotated[float, Meta(ge=0, le=1)]
Weight = Annotated[float, Meta(ge=0, le=1000)]
Count = Annotated[int, Meta(ge=0)]

_TABLE = re.compile(r"\s*\[")
_ENCODER = re.compile(r"\s*\[\s*encoder\s*\]")
_NAME = re.compile(r"\s*name\s*=")
_UNKNOWN = re.compile(r"Object contains unknown field .* - at `\$\.(.*)`")


class EncoderSettings(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which encoder turns text into vectors.

    ``name``: ``minilm``, ``none``, ``sentence-transformers:MODEL``, ``fastembed:MODEL``,
    ``openai:URL#MODEL``, or what a plug-in calls itself.
    ``key``: the environment variable that holds a service's key; never the key itself.
    ``threads``: how many processor cores it may use; all by default.
    """

    name: str = "minilm"
    key: str = "CLEW_ENCODER_KEY"
    threads: Annotated[int, Meta(ge=1)] | None = None


class FieldWeights(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a word counts by where it stands, in each of the fields that can be searched by name.

    ``text`` is all that a resource says of itself, every other field included, and its passages;
    each of the others adds to that.
    """

    text: Weight = 1.0
    title: Weight = 0.0
    person: Weight = 0.0
    org: Weight = 0.0
    funder: Weight = 0.0
    keyword: Weight = 0.0


class SearchSettings(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How search weighs and how much it shows.

    ``depth``: how many candidates words and meaning bring each.
    ``meaning_weight``: the share of meaning in a score, words have the rest.
    ``feedback_resources``, ``feedback_weight``: how many of the best resources draw the query's
    meaning towards theirs, and how strongly.
    ``fields``: what a word counts by the field that it stands in.
    ``pair_weight``: what two words of the query add when they stand side by side.
    ``nearness``: the cosine from which a resource is found by meaning alone.
    ``nearest``: at most so many are.
    ``expansion_resources``, ``expansion_words``, ``expansion_weight``: relevance feedback by words,
    which stands in where there is no encoder (RM3, Abdul-Jaleel et al. 2004); the weight is that of
    the query as typed.
    ``expansions``: whether other spellings of a word, and what an acronym stands for, are searched.
    ``vocabularies``: whether the vocabularies that were added widen a query with related terms.
    ``alternative_weight``, ``narrower_weight``, ``broader_weight``: how much such a term adds,
    where 1 is a word that was typed; 0 leaves terms of that sort out.
    ``corrections``: whether a word that occurs nowhere is replaced by one like it that does.
    ``facet_values``: how many values of a facet are counted.
    ``fold``: whether outputs are shown under their award, and variables under their dataset.
    ``inside``: how many results a hit shows under it at most; its ``inside_total`` counts all.
    ``passages``: how many passages a hit shows at most.
    ``snippet``: the length of a snippet in characters; 0 shows none.
    """

    depth: Annotated[int, Meta(ge=1)] = 200
    meaning_weight: Share = 0.6
    feedback_resources: Count = 3
    feedback_weight: Weight = 0.5
    fields: FieldWeights = FieldWeights()
    pair_weight: Weight = 0.2
    nearness: Share = 0.3
    nearest: Count = 1000
    expansion_resources: Count = 5
    expansion_words: Count = 30
    expansion_weight: Share = 0.7
    expansions: bool = True
    vocabularies: bool = True
    alternative_weight: Weight = 0.5
    narrower_weight: Weight = 0.3
    broader_weight: Weight = 0.1
    corrections: bool = True
    facet_values: Count = 10
    fold: bool = True
    inside: Count = 3
    passages: Count = 3
    snippet: Count = 240


class LinkingSettings(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How records are compared.

    ``matcher``: who weighs pairs of them: ``own``, ``splink``, ``splink:MODEL.json``, or what a
    plug-in calls itself.
    """

    matcher: str = "own"


class OpenIdSettings(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where people of an institution sign in with OpenID Connect.

    ``issuer``: the provider's address, as it writes it in its tokens.
    ``client``: what the provider knows the site as.
    ``secret``: the environment variable that holds what the provider gave the site to prove itself;
    never the secret itself. A site that was given none is a public client.
    ``name``: what people call the provider; its host by default.
    ``register``: whether somebody who comes for the first time gets an account.
    """

    issuer: str
    client: str
    secret: str = "CLEW_OPENID_SECRET"
    name: str | None = None
    register: bool = True


class WebhookSettings(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where news may be posted to.

    ``trusted``: hosts that may be in a private network, and spoken to without encryption.
    """

    trusted: tuple[str, ...] = ()


_TABLES: dict[str, type[Value]] = {
    "encoder": EncoderSettings,
    "search": SearchSettings,
    "search.fields": FieldWeights,
    "linking": LinkingSettings,
    "openid": OpenIdSettings,
    "webhooks": WebhookSettings,
}


class Settings(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All settings of a catalogue."""

    encoder: EncoderSettings = EncoderSettings()
    search: SearchSettings = SearchSettings()
    linking: LinkingSettings = LinkingSettings()
    openid: OpenIdSettings | None = None
    webhooks: WebhookSettings = WebhookSettings()


class _File(Settings, frozen=True, kw_only=True):
    """The file as written; what else stands in it is read by those who harvest."""

    contact: Any = None
    sources: Any = None


def read_settings(path: Path) -> Settings:
    """Read the settings in a file; what it does not say, and no file at all, is the default.

    Raises
    ------
    SettingsError: when it is not TOML, or something in it is not as it should be.
    """
    file = _parsed(_text(path), path)
    return Settings(
        encoder=file.encoder,
        search=file.search,
        linking=file.linking,
        openid=file.openid,
        webhooks=file.webhooks,
    )


def choose_encoder(path: Path, name: str) -> None:
    """Write an encoder's name into a file, and leave all else in it as it is.

    Raises
    ------
    SettingsError: when the file is not as it should be, or the name has to be written by hand.
    """
    text = _text(path)
    _parsed(text, path)
    fresh = "".join(_with_name(text.splitlines(keepends=True), f"name = {json.dumps(name)}\n"))
    try:
        chosen = _parsed(fresh, path).encoder.name
    except SettingsError:
        chosen = None
    if chosen != name:
        raise SettingsError(
            f"The encoder is not written as a table of its own in {path}.",
            hint=f"Write name = {json.dumps(name)} there by hand.",
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(fresh, "utf-8")
    os.replace(beside, path)


def _with_name(lines: list[str], line: str) -> list[str]:
    """Put a line into the table of the encoder, in the place of the name that is there."""
    head = next((at for at, one in enumerate(lines) if _ENCODER.match(one)), None)
    if head is None:
        ended = bool(lines) and not lines[-1].endswith("\n")
        return [*lines, "\n" * (ended + bool(lines)), "[encoder]\n", line]
    after = (at for at in range(head + 1, len(lines)) if _TABLE.match(lines[at]))
    end = next(after, len(lines))
    kept = [one for one in lines[head + 1 : end] if not _NAME.match(one)]
    return [*lines[: head + 1], line, *kept, *lines[end:]]


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}.", hint="Mend it.") from error


def _parsed(text: str, path: Path) -> _File:
    try:
        return msgspec.convert(tomllib.loads(text), _File)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not TOML: {error}.", hint="Mend it by hand.") from error
    except msgspec.ValidationError as error:
        raise SettingsError(f"{path} is wrong: {error}.", hint=_what_there_is(error)) from error


def _what_there_is(error: msgspec.ValidationError) -> str:
    """``Object contains unknown field `titel` - at `$.search.fields``` → the names there are"""
    found = _UNKNOWN.match(str(error))
    table = _TABLES.get(found[1] or "") if found else None
    if table is None:
        return "See docs/settings.md."
    names = (field.name for field in msgspec.structs.fields(table))
    return f"There are: {', '.join(names)}. See docs/settings.md."
