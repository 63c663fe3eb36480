"""Holds what plugins add for templates, and tells a function of theirs that raises from newsgen's own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import wraps
from typing import Any

from jinja2 import TemplateRuntimeError
from jinja2 import filters as jinja_filters
from jinja2 import tests as jinja_tests

from newsgen.model.fast_namedtuple import NamedTuple

FUNCTIONS = frozenset((
    "_", "asset", "backlinks", "dict", "img", "inline_style", "kept", "namespace", "page_policy",
    "range", "sitewide", "weekdays",
))  # fmt: skip
FILTERS = frozenset((
    "city", "date", "datetime", "decimal", "instant", "iso", "listed", "month", "month_name", "weekday_date",
    "weeks",
))  # fmt: skip
"""What newsgen itself gives to templates; a test compares them with an environment."""

VARIABLES = frozenset(
    ("site", "page", "root", "words", "assets", "styles", "self", "super", "loop")
)
"""What every template sees, beside which a function of that name would not be seen."""


class PluginFunctionError(TemplateRuntimeError):
    """A function of a plugin raised; the message says which, and what it said."""


class TemplateAdditions(NamedTuple):
    """Filters, functions and tests of plugins by name, made by `plugged`.

    `renderers` make the pages and formats that no template makes.
    """

    filters: Mapping[str, Callable[..., Any]] = {}
    functions: Mapping[str, Callable[..., Any]] = {}
    tests: Mapping[str, Callable[..., Any]] = {}
    renderers: Mapping[str, Callable[[Mapping[str, Any]], str | bytes]] = {}


def plugged(function: Callable[..., Any], called: str) -> Callable[..., Any]:
    """The function of a plugin; what it raises becomes a `PluginFunctionError` that says `called`."""

    @wraps(function)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except Exception as error:
            what = f"{type(error).__name__}, {error}" if str(error) else type(error).__name__
            raise PluginFunctionError(f"{called} fails: {what}") from error

    return guarded


def taken_names() -> Mapping[str, Collection[str]]:
    """The names that no plugin can give to what it adds for templates."""
    return {
        "filter": {*jinja_filters.FILTERS, *FILTERS},
        "function": {*FUNCTIONS, *VARIABLES},
        "test": {*jinja_tests.TESTS},
    }
