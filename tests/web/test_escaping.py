"""What templates say is escaped as Jinja escapes it, to the last character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, UndefinedError
from markupsafe import Markup, escape

from clew.web.escaping import Writer, escaped
from clew.web.templating import environment


class Told:
    def __html__(self) -> str:
        return "<b>told</b>"


@given(
    st.one_of(st.text(), st.text("<>&\"'a;#"), st.integers(), st.floats(), st.booleans(), st.none())
)
def test_a_value_is_escaped_as_ever(value: object) -> None:
    assert escaped(value) == escape(value)


@pytest.mark.parametrize(
    ("value", "html"),
    [
        ("a < b & 'c'", "a &lt; b &amp; &#39;c&#39;"),
        ('"', "&#34;"),
        (Markup("<i>x</i>"), "<i>x</i>"),
        (Told(), "<b>told</b>"),
        (["<"], "[&#39;&lt;&#39;]"),
        (12, "12"),
    ],
)
def test_what_is_html_already_stays_so(value: object, html: str) -> None:
    assert escaped(value) == html


SOURCE = (
    "{% macro of(x) %}<{{ x }}>{% endmacro %}{% for one in some %}{{ of(one) }}{{ loop.index }}"
    "{% endfor %}{{ '<' }}{{ 'b' ~ some[0] }}{{ some|join('&') }}"
    "{% autoescape false %}{{ some[0] }}{% endautoescape %}"
)


class Quick(Environment):
    code_generator_class = Writer
    escaped = staticmethod(escaped)


def test_templates_say_the_same_as_without_it() -> None:
    said = Environment(autoescape=True).from_string(SOURCE).render(some=["<&>", "'"])
    assert Quick(autoescape=True).from_string(SOURCE).render(some=["<&>", "'"]) == said
    assert said.startswith("<&lt;&amp;&gt;>1<&#39;>2&lt;b&lt;")


def test_the_templates_of_the_site_are_written_so() -> None:
    made = environment()
    assert made.from_string("{{ x }}").render(x="<") == "&lt;"
    assert made.code_generator_class is Writer


def test_nothing_undefined_passes_unseen() -> None:
    with pytest.raises(UndefinedError, match="'x' is undefined"):
        environment().from_string("{{ x }}").render()
