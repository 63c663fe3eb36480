"""Sets up Jinja: what templates can call. Nothing here reads a clock, a file or chance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    StrictUndefined,
    TemplateNotFound,
    TemplateRuntimeError,
    pass_context,
)
from jinja2.runtime import Context
from jinja2.utils import Namespace, missing
from markupsafe import Markup

from newsgen.model.article_views import SourceView
from newsgen.model.moment import Moment
from newsgen.model.page_policy import policy_text
from newsgen.model.views import Picture, SiteView
from newsgen.rendering import dates
from newsgen.rendering.locale_format import LocaleFormats
from newsgen.rendering.pictures import picture_html
from newsgen.rendering.remembering import Kept, Sitewide
from newsgen.rendering.resources import Resources
from newsgen.rendering.safe import as_html, shown
from newsgen.rendering.stock import StockEnvironment, made_anew, of_stock
from newsgen.rendering.style import style_text

if TYPE_CHECKING:
    from newsgen.rendering.jinja_codegen import PageEnvironment
    from newsgen.rendering.plugged_functions import TemplateAdditions

AnyEnvironment: TypeAlias = "PageEnvironment | StockEnvironment"

_IDIOMATIC = {
    "city": "city",
    "date": "date",
    "datetime": "date_time",
    "decimal": "decimal",
    "month": "month",
    "month_name": "month_name",
    "weekday_date": "weekday_date",
    "weeks": "weeks",
}
"""The filters that write as the page's language does, with the methods of the idiom that do it."""


class _Loader(BaseLoader):
    """Templates from the resources; a build's templates never change under it."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        try:
            source, path = self._resources.template(template)
        except KeyError:
            raise TemplateNotFound(template) from None
        return source, path, lambda: True


def environment(
    resources: Resources,
    idioms: LocaleFormats,
    compiled: BytecodeCache | None = None,
    *,
    additions: TemplateAdditions | None = None,
    is_careful: bool = True,
    is_stock: bool = False,
) -> AnyEnvironment:
    """An environment over these resources; it lives as long as one build.

    `compiled` keeps templates compiled from one build to the next; it must not
    be one that an environment with other settings or other `additions` filled.
    """
    options: dict[str, Any] = {
        "loader": _Loader(resources),
        "autoescape": True,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "auto_reload": False,
        "cache_size": -1,
        "bytecode_cache": compiled,
        "extensions": ["jinja2.ext.do"],
    }
    if is_stock:
        stock = StockEnvironment(**options)
        of_page = {**_of_page(resources, idioms, stock), "kept": made_anew}
        _furnish(stock, {name: of_stock(one) for name, one in of_page.items()}, idioms, of_stock)
        _add(stock, additions)
        return stock
    # By need: it is made of Jinja's inner parts, which another release may lack.
    from newsgen.rendering.jinja_codegen import PageEnvironment

    made = PageEnvironment(**options)
    made.is_careful = is_careful
    # None changes while the environment lives; Jinja's own search takes ten times as long.
    made.get_template = cache(made.get_template)  # type: ignore[method-assign]
    of_page = _of_page(resources, idioms, made)
    made.of_page = frozenset(of_page.values())
    _furnish(made, of_page, idioms, lambda filter_of_page: filter_of_page)
    _add(made, additions)
    return made


def _of_page(
    resources: Resources, idioms: LocaleFormats, made: Environment
) -> dict[str, Callable[..., Any]]:
    """The functions that are given the page's context, by name."""
    return {
        "_": _word,
        "asset": _asset,
        "kept": Kept(),
        "img": _img,
        "inline_style": _inline_style(resources),
        "sitewide": Sitewide(made),
        "weekdays": _weekdays(idioms),
    }


def _furnish(
    made: Environment,
    of_page: Mapping[str, Callable[..., Any]],
    idioms: LocaleFormats,
    fit: Callable[[Callable[..., Any]], Callable[..., Any]],
) -> None:
    """Gives the environment its functions and filters; `fit` makes of a filter what it can call."""
    # Jinja's own globals hold chance (lipsum); pages are made of their inputs alone.
    made.globals.clear()
    made.globals.update({**of_page, "backlinks": _backlinks, "dict": dict})
    made.globals["page_policy"] = _page_policy
    made.globals.update({"namespace": Namespace, "range": range})
    del made.filters["random"]
    of_language = {name: _written(idioms, method) for name, method in _IDIOMATIC.items()}
    filters = {**of_language, "instant": _instant, "iso": _iso, "listed": _listed(idioms)}
    made.filters.update({name: fit(one) for name, one in filters.items()})


def _add(made: Environment, additions: TemplateAdditions | None) -> None:
    """Gives the environment what plugins add; none of it takes the place of newsgen's own."""
    if additions is not None:
        made.filters.update(additions.filters)
        made.globals.update(additions.functions)
        made.tests.update(additions.tests)


@cache
def _page_policy(kind: str) -> Markup:
    """What a page of this kind may load, for an attribute in double quotes."""
    return as_html(policy_text(kind))


@pass_context
def _iso(context: Context, moment: Moment) -> str:
    return dates.iso(moment, _site(context).timezone)


@pass_context
def _instant(context: Context, moment: Moment) -> str:
    return dates.full_iso(moment, _site(context).timezone)


def _site(context: Context) -> SiteView:
    # A context's own methods take longer than the filters themselves, of which each card has two.
    site: SiteView = context.vars["site"]
    if site is missing:
        raise _unknown_language("a filter")
    return site


def _unknown_language(asking: str) -> TemplateRuntimeError:
    return TemplateRuntimeError(
        f"{asking} needs the page's language: import the macro `with context`"
    )


def _backlinks(source: SourceView, label: str) -> Markup:
    """A numbered link to each marker that cites the source; a long article has dozens."""
    begin, end = shown(label), shown(source.name)
    return as_html(  # escaped above; the ids are newsgen's own
        "".join(
            f' <a role="doc-backlink" href="#{one}" aria-label="{begin} {number}, {end}">{number}</a>'
            for number, one in enumerate(source.citations, 1)
        )
    )


def _written(idioms: LocaleFormats, method: str) -> Callable[[Context, object], object]:
    """A filter: what this method of the page's idiom makes of a value."""

    @pass_context
    def written(context: Context, value: object) -> object:
        return getattr(idioms.of(_site(context)), method)(value)

    return written


def _weekdays(idioms: LocaleFormats) -> Callable[[Context], tuple[tuple[str, str], ...]]:
    @pass_context
    def weekdays(context: Context) -> tuple[tuple[str, str], ...]:
        return idioms.of(_site(context)).weekdays()

    return weekdays


def _listed(idioms: LocaleFormats) -> Callable[[Context, Iterable[str]], Markup]:
    @pass_context
    def listed(context: Context, items: Iterable[str]) -> Markup:
        """The items with commas and the word for "and", each escaped."""
        idiom = idioms.of(_site(context))
        return as_html(idiom.listed([str(shown(one)) for one in items]))

    return listed


@pass_context
def _word(context: Context, text: str, **values: object) -> str:
    """An interface word in the page's language; values are escaped."""
    words = context.vars["words"]
    if words is missing:
        raise _unknown_language("`_`")
    word: str = words.get(text, text)
    if not values:
        return word
    # Markup's own `%` wraps each value in an object of its own, which takes three times as long.
    safe = {name: one if type(one) is int else shown(one) for name, one in values.items()}
    return as_html(str(shown(word)) % safe)


@pass_context
def _asset(context: Context, name: str) -> str:
    return str(context["root"] + context["assets"][name])


@pass_context
def _img(
    context: Context,
    picture: Picture,
    sizes: str = "100vw",
    eager: bool = False,
    alt: str | None = None,
    css: str = "",
    still: bool = False,
) -> Markup:
    html = picture_html(
        picture, context["root"], sizes=sizes, eager=eager, alt=alt, css=css, still=still
    )
    return as_html(html)  # escaped where it is made


def _inline_style(resources: Resources) -> Callable[[Context, str], Markup]:
    @pass_context
    def inline_style(context: Context, name: str) -> Markup:
        text = style_text(context["styles"][name], resources)
        # "</" could end the element that holds the style; in CSS "<\/" is the same.
        return as_html(text.replace("</", "<\\/"))  # the theme's own file

    return inline_style
