"""Remembers what template functions rendered, for the many pages that show the same."""

from __future__ import annotations

from collections.abc import Hashable

from jinja2 import Environment, pass_context
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup

from newsgen.model.views import Card
from newsgen.rendering.safe import as_html

_GENERATION = 3_000
"""Lists come in the order of time: who is asked for was asked for not long before."""


class Sitewide:
    """Renders a part that depends on the edition, the depth and the section alone, and remembers it."""

    def __init__(self, made: Environment) -> None:
        self._environment = made
        self._rendered: dict[tuple[str, str, str, str], Markup] = {}

    @pass_context
    def __call__(self, context: Context, name: str) -> Markup:
        found = context.vars
        site, root, active = found["site"], found["root"], found["page"].active
        key = (name, site.lang, root, active)
        rendered = self._rendered.get(key)
        if rendered is None:
            # The page's files are passed whole: those that the part names are among them.
            seen = {"site": site, "root": root, "active": active}
            seen |= {"assets": context["assets"], "words": context["words"]}
            if "data" in found:
                seen["data"] = found["data"]
            template = self._environment.get_template(name)
            rendered = as_html(template.render(seen))  # a template's own output
            self._rendered[key] = rendered
        return rendered


class Kept:
    """Calls a macro with a card, and remembers what it made of it.

    An article's card stands on the pages of its section, tags, people and
    sources, mostly at one depth and in one form: it is rendered once for all of
    them. The macro may use nothing of the page but its language and its root.
    """

    def __init__(self) -> None:
        # The newer ones and those before: what is not asked for while a generation comes goes.
        self._rendered: dict[Hashable, Markup] = {}
        self._older: dict[Hashable, Markup] = {}

    @pass_context
    def __call__(self, context: Context, macro: Macro, card: Card, **options: object) -> Markup:
        found = context.vars
        # Macros of one name may be of several templates, and one page draws on several.
        key = (
            macro._func.__code__.co_filename,
            macro.name,
            card.digest,
            found["root"],
            found["site"].lang,
            *options,
            *options.values(),
        )
        rendered = self._rendered.get(key)
        if rendered is None:
            rendered = self._older.get(key)
            if rendered is None:
                rendered = as_html(_called(macro, card, options))  # a macro's own output
            if len(self._rendered) == _GENERATION:
                self._older, self._rendered = self._rendered, {}
            self._rendered[key] = rendered
        return rendered


def _called(macro: Macro, card: Card, options: dict[str, object]) -> str:
    """What the macro makes of a card; mostly without Jinja's way of putting arguments in order."""
    if not (macro.caller or macro.catch_kwargs or macro.catch_varargs):
        given = [options.get(name, missing) for name in macro.arguments[1:]]
        if len(given) - given.count(missing) == len(options):
            return macro._func(card, *given)
    return macro(card, **options)
