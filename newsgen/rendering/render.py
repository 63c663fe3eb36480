"""Renders a planned output: same output, same bytes."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from jinja2 import BytecodeCache, TemplateError

from newsgen.model.digest import Digest
from newsgen.model.output import (
    PlannedOutput,
    Role,
    StoredArticle,
    StoredBody,
    StoredData,
    StoredWords,
)
from newsgen.model.problem import WHOLE_FILE, Position, Problem
from newsgen.model.titles import TITLES
from newsgen.model.values import Value, Values
from newsgen.model.views import PageView
from newsgen.reading.files.file_kinds import PLUGIN
from newsgen.reading.files.well_known_paths import CONFIG
from newsgen.rendering import machine_files, sitemap
from newsgen.rendering.article import article_context, republish_context
from newsgen.rendering.article_forms import article_text
from newsgen.rendering.environment import AnyEnvironment, environment
from newsgen.rendering.feeds.entries import FeedEntries
from newsgen.rendering.feeds.feed import corrections_feed, feed
from newsgen.rendering.feeds.full_text import FullTexts
from newsgen.rendering.feeds.opml import opml
from newsgen.rendering.filled_body import filled
from newsgen.rendering.host_files import host_file
from newsgen.rendering.locale_format import LocaleFormats
from newsgen.rendering.markdown_form import markdown_form
from newsgen.rendering.ninjs import ninjs
from newsgen.rendering.resources import Resources
from newsgen.rendering.safe import as_html
from newsgen.rendering.structured_pages import page_data
from newsgen.rendering.style import style
from newsgen.rendering.words import Words, words

if TYPE_CHECKING:
    from newsgen.rendering.plugged_functions import TemplateAdditions

# What an expression in a template can raise through no fault of newsgen.
_TEMPLATE_ERRORS = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


class Renderer:
    """Renders the outputs of one build; templates are compiled at their first use."""

    def __init__(
        self,
        resources: Resources,
        compiled: Callable[[str], BytecodeCache | None],
        *,
        additions: TemplateAdditions | None = None,
        is_stock: bool = False,
    ) -> None:
        """`compiled` keeps compiled templates under names of a form, in which "%s" stands for the rest.

        It may give None, and they are compiled by each build. `additions` are those of plugins.
        With `is_stock` Jinja itself compiles them, slower and to the same pages.
        """
        self._resources = resources
        self._compiled = compiled
        self._is_stock = is_stock
        self._additions = additions
        self._idioms = LocaleFormats(resources)
        self._environment = self._made("page_%s", is_careful=False)
        self._feed_entries = FeedEntries(FullTexts(resources, self._idioms))
        self._difficult: set[str] = set()
        self._known_words: dict[StoredWords, Words] = {}
        self._known_data: dict[Digest, Value] = {}

    def render(self, output: PlannedOutput) -> bytes | Problem:
        """The output's bytes, or what its template did wrong."""
        context = cast("dict[Role, Any]", {one.role: one.value for one in output.inputs})
        match output.kind:
            case "feed":
                return feed(context, self._words(context), self._feed_entries)
            case "corrections-feed":
                return corrections_feed(context, self._words(context))
            case "opml":
                return opml(context, self._words(context))
            case "sitemap":
                return sitemap.sitemap(context)
            case "sitemap-index":
                return sitemap.sitemap_index(context)
            case "news-sitemap":
                return sitemap.news_sitemap(context)
            case kind if kind in machine_files.RENDERERS:
                return machine_files.RENDERERS[kind](context)
            case "host-file":
                return host_file(output.path, context)
            case "ninjs" | "markdown":
                return self._form(output, context)
            case "style":
                return style(context, self._resources)
            case _:
                return self._page(output, context)

    def _form(self, output: PlannedOutput, context: Mapping[Role, Any]) -> bytes:
        """An article as data or as Markdown."""
        found, written = self._words(context), self._idioms.of(context["site"])
        root = context["site"].url or _root(output, context)
        article = self._resources.article(context["article"])
        body = self._resources.body(context["body"])
        text = article_text(article, body, context, found, written, root)
        if output.kind == "ninjs":
            return ninjs(article, text, context, found, written)
        return markdown_form(article, text, context, found, written, root)

    def _page(self, output: PlannedOutput, context: Mapping[Role, Any]) -> bytes | Problem:
        root = _root(output, context)
        found = self._words(context)
        seen: dict[str, Any] = dict(context.items())
        seen |= {"root": root, "words": found, **self._fetched(context, found, root)}
        seen["page"] = self._titled(context, found)
        if "data" in context:
            seen["data"] = self._data(context["data"])
        if output.kind == "redirect":
            target = context["target_route"]
            seen["target"] = target if "://" in target else root + target
        if "structured_data" not in seen:
            seen["structured_data"] = as_html(page_data(output.kind, seen, found))
        if not output.template:
            return self._by_function(output, seen)
        if output.template not in self._difficult:
            try:
                return _rendered(self._environment, output, seen)
            except AttributeError:
                # What has no such attribute may have an item of that name, or the template has
                # a mistake, which the careful environment describes.
                self._difficult.add(output.template)
        return _rendered(self._careful, output, seen)

    def _by_function(self, output: PlannedOutput, seen: dict[str, Any]) -> bytes | Problem:
        """What a plugin's function makes of what a template would see."""
        key: str = seen["renderer"]
        assert self._additions is not None
        try:
            made: object = self._additions.renderers[key](MappingProxyType(seen))
            if isinstance(made, str):
                return made.encode()
            if isinstance(made, bytes):
                return made
            message = f"gives a {type(made).__name__}, and neither text nor bytes"
        except Exception as error:  # noqa: BLE001 - code of others, which can raise whatever it likes
            message = f"fails: {type(error).__name__}, {error}".rstrip(" ,.")
        plugin, _, name = key.partition(":")
        return Problem.at(
            output.origin or CONFIG,
            WHOLE_FILE,
            "NG406",
            f"`{name}` of the plugin {plugin} {message}, when rendering {output.path}.",
            "docs/template-variables.md lists what it is given.",
        )

    @cached_property
    def _careful(self) -> AnyEnvironment:
        return self._made("careful_%s", is_careful=True)

    def _made(self, form: str, *, is_careful: bool) -> AnyEnvironment:
        return environment(
            self._resources,
            self._idioms,
            self._compiled(form),
            additions=self._additions,
            is_careful=is_careful,
            is_stock=self._is_stock,
        )

    def _words(self, context: Mapping[Role, Any]) -> Words:
        stored: StoredWords = context["words"]
        known = self._known_words.get(stored)
        if known is None:
            known = self._known_words[stored] = words(stored, self._resources)
        return known

    def _data(self, files: Mapping[str, StoredData]) -> Values:
        """The values of data files, each read once."""
        for one in files.values():
            if one.digest not in self._known_data:
                self._known_data[one.digest] = self._resources.data(one)
        return Values({name: self._known_data[one.digest] for name, one in files.items()})

    def _fetched(self, context: Mapping[Role, Any], words: Words, root: str) -> dict[str, Any]:
        """The values of the inputs that only stand for something."""
        stored = context.get("article")
        if isinstance(stored, StoredArticle):
            article = self._resources.article(stored)
            body = self._resources.body(context["body"])
            if context["page"].kind == "republish":
                written = self._idioms.of(context["site"])
                return republish_context(article, body, context, words, written)
            return article_context(article, body, context, words, root)
        fetched: dict[str, Any] = {}
        for role, value in context.items():
            if isinstance(value, StoredBody):
                body = filled(self._resources.body(value), context["links"], root, words)
                fetched[role] = as_html(body)  # sanitised when it was read
        if "bio" in fetched:
            fetched["person"] = context["person"]._replace(bio=fetched["bio"])
        return fetched

    def _titled(self, context: Mapping[Role, Any], words: Words) -> PageView:
        """The page with its title in its language, where newsgen and no journalist gave it one."""
        page: PageView = context["page"]
        if page.kind == "month":
            site = context["site"]
            return page._replace(title=self._idioms.of(site).month(context["moment"]))
        if page.kind in TITLES:
            title = words.get(page.title, page.title)
            return page._replace(
                title=title,
                feed=page.feed and page.feed._replace(title=title),
                feeds=tuple([one._replace(title=title) for one in page.feeds]),
            )
        return page


def _rendered(made: AnyEnvironment, output: PlannedOutput, seen: dict[str, Any]) -> bytes | Problem:
    """The page; raises `AttributeError` in an environment that is not careful."""
    try:
        return made.get_template(output.template).render(seen).encode()
    except _TEMPLATE_ERRORS as error:
        problem = _template_problem(error, output)
        if problem is None or (isinstance(error, AttributeError) and not made.is_careful):
            raise
        return problem
    finally:
        made.end_page()


def _root(output: PlannedOutput, context: Mapping[Role, Any]) -> str:
    if output.kind == "404":
        # A host serves it at any depth, so only absolute links lead anywhere.
        return str(context["site"].url)
    return "../" * output.path.count("/")


def _template_problem(error: Exception, output: PlannedOutput) -> Problem | None:
    """The problem at the template's line; None where no template was running: our own fault."""
    line, path = getattr(error, "lineno", None) or 0, getattr(error, "filename", None)
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if path:
            break
        if frame.filename.startswith(("templates/", "theme:templates/", PLUGIN)):
            path, line = frame.filename, frame.lineno or 0
    if not path:
        return None
    # By need: most templates fail of themselves.
    from newsgen.rendering.plugged_functions import PluginFunctionError

    message = str(error) or type(error).__name__
    return Problem.at(
        path,
        Position(line, 1),
        "NG406" if isinstance(error, PluginFunctionError) else "NG061",
        f"{message.rstrip('.')}, when rendering {output.origin or output.path}.",
        "docs/templates.md lists what this template sees.",
    )
