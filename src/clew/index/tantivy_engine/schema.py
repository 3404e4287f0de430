"""The fields of the Tantivy indexes, and how text is cut into words.

Resources, variables and passages lie in indexes of their own, because BM25 weighs a word by how
many texts there are and how long they are on average: passages beside resources would distort both.
"""

from __future__ import annotations

from tantivy import Filter, Schema, SchemaBuilder, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from clew.index.query import Facet, Field, Span

# Raise it whenever the same entry would be indexed differently: older indexes are then rebuilt.
VERSION = 9

STEMMED = "stemmed"
AS_WRITTEN = "as_written"
NEVER = 1e18  # further than any number
_LONGEST_WORD = 80

# The Tantivy field of each field of words; passages have only the first.
WORDS = {
    Field.TEXT: "text",
    Field.TITLE: "title",
    Field.PERSON: "person",
    Field.ORGANISATION: "organisation",
    Field.FUNDER: "funder",
    Field.KEYWORD: "keyword",
}
# Of so many resources that one is part or output of; only the first value of a column is read fast.
WITHIN = ("within_1", "within_2", "within_3")
# Numbers that are ranges themselves have a column for each end.
LOWS = {Span.WAVES: "waves_low", Span.SAMPLE: "sample_low"}
HIGHS = {Span.WAVES: "waves_high", Span.SAMPLE: "sample_high"}
FACETS = {facet: f"facet_{facet}" for facet in Facet}


def analysers() -> dict[str, TextAnalyzer]:
    """Return how text is cut: ``stemmed`` for words in any form, ``as_written`` for letters."""
    return {
        STEMMED: _words().filter(Filter.stemmer("english")).build(),
        AS_WRITTEN: _words().build(),
    }


def resource_schema() -> Schema:
    """Return the fields of a resource."""
    builder = _common()
    builder.add_text_field("body", tokenizer_name=STEMMED, index_option="position")
    for field, name in WORDS.items():
        if field is not Field.TEXT:
            builder.add_text_field(name, tokenizer_name=STEMMED, index_option="position")
    builder.add_text_field("identifier", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("acronym", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("begins", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("by_title", tokenizer_name="raw", index_option="basic", fast=True)
    for name in WITHIN:
        builder.add_unsigned_field(name, indexed=True, fast=True)
    builder.add_integer_field("published", indexed=True, fast=True)
    builder.add_integer_field("since", indexed=True, fast=True)
    return builder.build()


def unit_schema() -> Schema:
    """Return the fields of a passage; those to filter by repeat its resource's."""
    builder = _common()
    builder.add_unsigned_field("ordinal", indexed=True, fast=True)
    return builder.build()


def _words() -> TextAnalyzerBuilder:
    return (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.remove_long(_LONGEST_WORD))
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
    )


def _common() -> SchemaBuilder:
    builder = SchemaBuilder()
    builder.add_unsigned_field("number", indexed=True, fast=True)
    builder.add_bytes_field("card", stored=True)
    builder.add_text_field("text", tokenizer_name=STEMMED, index_option="position")
    builder.add_text_field("as_written", tokenizer_name=AS_WRITTEN, index_option="basic")
    for name in FACETS.values():
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_integer_field("published_year", indexed=True, fast=True)
    builder.add_integer_field("covers", indexed=True, fast=True)
    builder.add_integer_field("age", indexed=True, fast=True)
    for name in ("amount", *LOWS.values(), *HIGHS.values()):
        builder.add_float_field(name, indexed=True, fast=True)
    return builder
