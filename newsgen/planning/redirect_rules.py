"""Where each old address leads: aliases of visible pages, and the rules of `content/redirects.yaml`.

A rule leads to where its chain ends, and one whose target is not published is left out: a held
article's address stands in no file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote

from newsgen.catalog.addresses import index_address, page_address
from newsgen.catalog.alias_paths import alias_paths
from newsgen.catalog.groups import ALIASED, MONTH, alias_of
from newsgen.catalog.partial import needs_everything
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import TOP, Position, Problem, warning
from newsgen.model.records import GONE, SPLAT, FileRecord, RedirectRule, RedirectsHead
from newsgen.model.slug import quoted
from newsgen.model.static_hosts import Host
from newsgen.planning.context import PlanContext
from newsgen.planning.host_headers import base_path
from newsgen.planning.rule_lookup import (
    MOST_HOPS,
    RuleLookup,
    files_at,
    has_effect,
    needs_rules,
    split_target,
)
from newsgen.reading.files.well_known_paths import CONFIG, REDIRECTS
from newsgen.reading.urls import web_host

if TYPE_CHECKING:
    from newsgen.model.problem import Place

_DATED = re.compile(r"(\d{4})(?:/(\d{2}))?")


class Redirect(NamedTuple):
    """An old address below the site, or a folder with "*" behind it, and where it leads.

    `target` is a route, an absolute URL, or "" for what is gone; ":splat" at its end is what the
    "*" stands for.
    """

    source: str
    target: str
    status: int


class RedirectRules(NamedTuple):
    """All redirects in the order in which a host must read them; `base` is "/" or "/news/"."""

    base: str
    rules: tuple[Redirect, ...]
    is_forced: bool
    has_gone: bool


class AliasPage(NamedTuple):
    """An old address of a page that is no article: where it leads, under which title, and whose it is."""

    path: str
    route: str
    title: str
    origin: str
    place: Place


class Redirects:
    """All redirects of the site. The rules are resolved when they are asked for, after all other outputs."""

    def __init__(
        self,
        context: PlanContext,
        records: Iterable[FileRecord],
        is_planned: Callable[[str], bool],
        problems: list[Problem],
    ) -> None:
        """`is_planned` tells of a path whether something will be published there."""
        self._context = context
        self._is_planned = is_planned
        self._problems = problems
        heads = [one.head for one in records if isinstance(one.head, RedirectsHead)]
        self._rules = {rule.source: rule for head in heads for rule in head.rules}
        self._lookup = RuleLookup(self._rules.values())

    @cached_property
    def alias_pages(self) -> tuple[AliasPage, ...]:
        """The old addresses of standing pages, people and sections."""
        return tuple(_alias_pages(self._context))

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """The route that each alias leads to, by its path."""
        ids = self._context.catalog.groups.ids(ALIASED, "")
        return {
            **dict(map(alias_of, ids)),
            **{one.path: one.route for one in self.alias_pages},
        }

    @property
    def are_any(self) -> bool:
        """Whether there is one."""
        has_aliases = bool(self._context.catalog.groups.ids(ALIASED, ""))
        return has_aliases or bool(self.alias_pages) or bool(self.own)

    @property
    def are_kept(self) -> bool:
        """Whether they are surely those of the last build."""
        scope = self._context.scope
        if not scope.is_narrow or self._rules:
            return False
        if not scope.came_or_went(ALIASED, ""):
            return True
        if self._context.site.host.host.redirects:
            # Whether they pass the limit of the host is told by all of them.
            needs_everything("how many redirects there are")
        return False

    def rules(self) -> RedirectRules:
        """All of them, and how the host reads them. Notes what is over its limits."""
        found = [Redirect(path, route, 301) for path, route in self.aliases.items()]
        found += self.own
        found.sort(key=lambda one: (one.source.endswith("*"), -_depth(one), one.source))
        self._problems += _over_limits(self._context, found)
        site = self._context.site
        host = site.host.host
        return RedirectRules(base_path(site.url), tuple(found), host.is_forced, host.has_gone)

    def place(self, origin: str, path: str) -> Place:
        """Where the file `origin` asks for a page at this old address."""
        if origin == REDIRECTS and path in self._rules:
            rule = self._rules[path]
            return Position(rule.line, rule.column)
        pages = (one for one in self.alias_pages if (one.origin, one.path) == (origin, path))
        return next((one.place for one in pages), TOP)

    @cached_property
    def own(self) -> tuple[Redirect, ...]:
        """The rules of the site that lead to something, each to the end of its chain."""
        return tuple(one for one in map(self._resolved, self._rules.values()) if one is not None)

    def _resolved(self, rule: RedirectRule) -> Redirect | None:
        if needs_rules(rule):
            self._note_host(rule)
        if rule.source.endswith("*"):
            self._note_shadow(rule)
        if rule.status == GONE:
            return Redirect(rule.source, "", GONE)
        target, seen = rule.target, {rule.source}
        while target.startswith("/"):
            path, rest = split_target(target)
            if route := next(
                (self.aliases[one] for one in files_at(path) if one in self.aliases), ""
            ):
                return Redirect(rule.source, route + rest, rule.status)
            following = self._lookup.of(path)
            if following is None or not following[1]:
                break
            other, target = following
            if other.source in seen or len(seen) > MOST_HOPS:
                self._note(rule, "NG457", f"`{_shown(rule)}` leads in a circle.", _CIRCLE, True)
                return None
            seen.add(other.source)
        if not target.startswith("/"):
            return Redirect(rule.source, _external(target), rule.status)
        path, rest = split_target(target)
        if not path.endswith(SPLAT) and not any(map(self._is_planned, files_at(path))):
            message = f"Nothing is published at `{rule.target[:80]}`."
            self._note(rule, "NG459", message, "The rule is left out until something is there.")
            return None
        return Redirect(rule.source, _route(path) + rest, rule.status)

    def _note_host(self, rule: RedirectRule) -> None:
        host = self._context.site.host.host
        if host.name and has_effect(rule, host):
            return
        if host.name:
            message = f"`{_shown(rule)}` has no effect at {host.title}."
            hint = "Write a rule for each page, or delete it."
        else:
            message = f"`{_shown(rule)}` counts only at a host that knows rules."
            hint = "Name the host in newsgen.yaml, such as host: netlify."
        self._note(rule, "NG460", message, hint)

    def _note_shadow(self, rule: RedirectRule) -> None:
        folder = rule.source.removesuffix("/*")
        if _holds_pages(self._context, folder):
            message = (
                f"`{_shown(rule)}` covers pages of the site, and some hosts follow it all the same."
            )
            self._note(rule, "NG458", message, "Name a folder in which nothing is published now.")

    def _note(
        self, rule: RedirectRule, code: str, message: str, hint: str, is_error: bool = False
    ) -> None:
        problem = Problem.at(REDIRECTS, Position(rule.line, rule.column), code, message, hint)
        self._problems.append(problem if is_error else warning(problem))


_CIRCLE = "Let one of the rules lead to a page."


def page_redirects(redirects: Redirects) -> Iterator[Redirect]:
    """The site's own rules for single pages, which a page can carry out on any host."""
    return (one for one in redirects.own if one.target and not one.source.endswith("*"))


def _alias_pages(context: PlanContext) -> Iterator[AliasPage]:
    url, urls = context.site.url, context.site.urls
    for edition in context.catalog.editions:
        for page in edition.pages:
            for alias, path in alias_paths(page.head.aliases, page.address.path, url):
                yield AliasPage(path, page.address.route, page.head.title, page.head.path, alias)
        if edition.prefix:
            continue
        for section in context.site.sections:
            address = index_address(f"{section.slug}/", urls)
            title = section.title_in(edition.lang)
            for alias, path in alias_paths(section.aliases, address.path, url):
                yield AliasPage(path, address.route, title, CONFIG, alias)
    for person in context.catalog.people.values():
        address = page_address(f"people/{person.head.id}", urls)
        for alias, path in alias_paths(person.head.aliases, address.path, url):
            yield AliasPage(path, address.route, person.head.name, person.head.path, alias)


def _holds_pages(context: PlanContext, folder: str) -> bool:
    """Whether pages of the site surely, or as far as one can tell, lie below the folder."""
    for edition in context.catalog.editions:
        roots = [f"{edition.prefix}{one}" for one in (*edition.sections, *_FOLDERS)]
        if any(one == folder or one.startswith(f"{folder}/") for one in roots):
            return True
        root = next((one for one in roots if folder.startswith(f"{one}/")), None)
        dated = _DATED.fullmatch(folder[len(root) + 1 :]) if root else None
        if dated and any(
            one.startswith("-".join(filter(None, dated.groups())))
            for one in context.catalog.groups.ids(MONTH, edition.lang)
        ):
            return True
    return False


_FOLDERS = ("archive", "assets", "media", "people", "sitemaps", "sources", "tags", "text")


def _over_limits(context: PlanContext, rules: list[Redirect]) -> Iterator[Problem]:
    """What of a host's limits the redirects pass."""
    settings, host = context.site.host, context.site.host.host
    if not host.redirects:
        return
    dynamic = sum(one.source.endswith("*") for one in rules)
    place = Position(settings.line, settings.column)
    if len(rules) - dynamic > host.redirects:
        yield _limit(
            host, place, f"{host.redirects:,} redirects", "Let rules with `*` stand for many."
        )
    if dynamic > host.dynamic_redirects:
        what = f"{host.dynamic_redirects:,} redirects with `*`"
        yield _limit(host, place, what, "Let one rule stand for a folder of them.")
    if host.line_length and any(
        len(one.source) * 3 + len(one.target) + 10 > host.line_length for one in rules
    ):
        what = f"{host.line_length:,} characters for a redirect"
        yield _limit(host, place, what, "Shorten the address, or delete it.")


def _limit(host: Host, place: Place, what: str, hint: str) -> Problem:
    message = f"{host.title} takes no more than {what}, and the site has more."
    return warning(Problem.at(CONFIG, place, "NG461", message, hint))


def _depth(one: Redirect) -> int:
    return one.source.count("/")


def _shown(rule: RedirectRule) -> str:
    return f"/{rule.source.removesuffix('index.html')}"


def _route(path: str) -> str:
    """The path as part of a URL; the front page's is "./"."""
    if path.endswith(SPLAT):
        return quoted(path.removesuffix(SPLAT)) + SPLAT
    return quoted(path) or "./"


def _external(url: str) -> str:
    """The URL in ASCII, with no sign in it that a host's file takes for its own."""
    bare = url.removesuffix(SPLAT)
    _, _, rest = bare.partition("//")[2].partition("/")
    ending = url[len(bare) :]
    return f"https://{web_host(bare)}/{quote(rest, safe='%/?#&=+-._~!(),;@')}{ending}"
