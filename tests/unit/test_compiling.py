"""Templates compiled with less work show what Jinja's own show."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from newsgen.rendering.jinja_codegen import PageEnvironment

SOURCE = """\
{% macro bold(value) %}<b>{{ value }}</b>{% endmacro %}
{% set outer = value %}{{ value }}|{{ outer ~ value }}|{{ bold(value) }}|{{ [value, value]|join(", ") }}
{% block one %}{% set inner = "&" %}
{% for one in [value, 1] %}{{ one }}{{ inner }}{{ named(one) }}{% endfor %}{% endblock %}
{% autoescape false %}{{ value }}{% endautoescape %}{{ value if value else "<no>" }}{{ "<>&'\\""|length }}
"""


FAMILY = {
    "base.html": "<{% block title %}base{% endblock %}>{% block main %}{{ self.title() }}{% endblock %}"
    "{% for one in [1, 2] %}{% block each scoped %}{{ one }}{% endblock %}{% endfor %}",
    "part.html": "{% set own = value %}part {{ own }}",
    "macros.html": "{% macro twice(value) %}{{ value }}{{ caller() }}{{ value }}{% endmacro %}loose",
    "page.html": "before{% if deep %}{% extends 'base.html' %}{% endif %}between{{ value }}"
    "{% from 'macros.html' import twice %}"
    "{% block title %}{% if deep %}{{ super() }}{% endif %} {{ value }}{% endblock %}"
    "{% block main %}{% call twice(value) %}{% include 'part.html' %}{% endcall %}"
    "{% set kept %}{% include 'part.html' %}{% endset %}{{ kept }}{% if deep %}{{ super() }}{% endif %}"
    "{% filter upper %}{{ value }}{% endfilter %}{% endblock %}",
}


@pass_context
def named(context: Context, value: object) -> str:
    return f"<{context['name']}: {value}>"


def rendered(made: Environment, source: str, **values: Any) -> str:
    made.globals["named"] = named
    if isinstance(made, PageEnvironment):
        made.of_page = frozenset({named})
    return made.from_string(source).render(values, name="page")


class DirectEnvironment(PageEnvironment):
    is_careful = False


def assert_same(source: str, **values: Any) -> None:
    kinds = (Environment, PageEnvironment, DirectEnvironment)
    made = [kind(autoescape=True, undefined=StrictUndefined) for kind in kinds]
    stock, careful, direct = (rendered(one, source, **values) for one in made)
    assert [stock, stock] == [careful, direct]


class Escaped:
    def __html__(self) -> str:
        return "<i>itself</i>"


class Word(str):
    """A text of another type."""


@pytest.mark.parametrize(
    "value",
    ["", "a", "<", "a > b", "&amp;", "'", '"', Markup("<b>"), 1, 1.5, None, (1, "<"), Escaped(), Word("<")],
)  # fmt: skip
def test_a_value_is_shown_as_jinja_shows_it(value: object) -> None:
    assert_same(SOURCE, value=value)


@settings(deadline=None)
@given(st.text(max_size=20))
def test_any_text_is_shown_as_jinja_shows_it(value: str) -> None:
    assert_same(SOURCE, value=value)


@pytest.mark.parametrize(
    "source", ["{{ gone }}", "{{ name.gone }}", "{% block a %}{{ gone.x }}{% endblock %}"]
)
def test_what_is_not_there_is_named(source: str) -> None:
    made = PageEnvironment(autoescape=True, undefined=StrictUndefined)
    with pytest.raises(UndefinedError, match="gone"):
        rendered(made, source)


def test_a_macro_of_the_name_of_a_function_takes_its_place() -> None:
    macro = "{% macro named(value) %}{{ value }}!{% endmacro %}"
    within = "{{ named(value) }}{{ named(value, *[]) }}{{ named(named(1)) }}"
    assert_same(f"{{{{ named(1) }}}}{{% block one %}}{macro}{within}{{% endblock %}}", value="<")


@pytest.mark.parametrize(
    "shown", ["value.real", "2.5.real", '"a".upper()', "value.imag.real", "loop.first", "(1).real"]
)
def test_an_attribute_is_the_one_that_jinja_finds(shown: str) -> None:
    assert_same("{% for one in [1, 2] %}{{ " + shown + " }}{% endfor %}", value=1)


def test_without_care_a_missing_attribute_is_an_error() -> None:
    made = DirectEnvironment(autoescape=True, undefined=StrictUndefined)
    for source in (
        "{{ value.gone }}",
        "{% set own = {'gone': 1} %}{{ own.gone }}",
        "{{ value.gone is defined }}",
    ):
        with pytest.raises(AttributeError, match="gone"):
            rendered(made, source, value=1)


@pytest.mark.parametrize("deep", [True, False])
def test_templates_that_draw_on_others_show_what_jinja_shows(deep: bool) -> None:
    stock, ours = (
        kind(autoescape=True, loader=DictLoader(FAMILY)).get_template("page.html")
        for kind in (Environment, PageEnvironment)
    )
    assert ours.render(deep=deep, value="<&>") == stock.render(deep=deep, value="<&>")


def test_what_a_page_was_given_is_let_go_with_it() -> None:
    made = PageEnvironment(loader=DictLoader(FAMILY))
    page = made.from_string("{% from 'macros.html' import twice with context %}{{ value }}")
    value = Escaped()
    gone = weakref.ref(value)
    gc.disable()
    try:
        page.render(value=value)
        del value
        assert gone() is not None
        made.end_page()
        assert gone() is None
    finally:
        gc.enable()


def test_a_macro_that_is_given_no_variables_serves_the_next_page() -> None:
    macros = "{% set name = 'own' %}{% macro called() %}{{ named(1) }}{% endmacro %}"
    made = PageEnvironment(loader=DictLoader({"macros.html": macros}))
    made.globals["named"] = named
    made.of_page = frozenset({named})
    page = made.from_string("{% from 'macros.html' import called %}{{ called() }}")
    for _ in range(2):
        assert page.render() == "<own: 1>"
        made.end_page()
