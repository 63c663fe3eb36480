"""Runs templates as Jinja itself compiles them, for a release that was not verified."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, pass_context
from jinja2.runtime import Context, Macro
from jinja2.utils import missing


class StockEnvironment(Environment):
    """Jinja's own environment, with what the renderer asks of its environments."""

    is_careful = True

    def end_page(self) -> None:
        """A page leaves nothing to be let go."""


def of_stock(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function that is given the page's context, as a template of Jinja's own calls it."""

    @pass_context
    def called(context: Context, *args: Any, **kwargs: Any) -> Any:
        return function(_Seen(context), *args, **kwargs)

    return called


def made_anew(_context: object, macro: Macro, card: object, **options: object) -> str:
    """What the macro makes of a card."""
    return macro(card, **options)


class _Seen:
    """A context that has what was given and what was set together as `vars`, as ours do."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @property
    def vars(self) -> _Seen:
        """By name; `missing` where there is no such variable."""
        return self

    def __getitem__(self, name: str) -> Any:
        return self._context.resolve_or_missing(name)

    def __contains__(self, name: object) -> bool:
        return self[str(name)] is not missing
