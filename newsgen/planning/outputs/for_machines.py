"""Files for machines: robots.txt and what must agree with it, security.txt, trust.txt, llms.txt.

A file of the site's own below static/root/ takes the place of each.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

from newsgen.catalog.addresses import absolute
from newsgen.catalog.edition import Edition
from newsgen.model.machines import NEWS_SITEMAP, RSL_ROUTE, AiCrawlers, Machines, Security
from newsgen.model.output import Input, OutputKind, PlannedOutput, given
from newsgen.model.problem import WHOLE_FILE, Position, Problem
from newsgen.model.robots_file import refuses
from newsgen.planning.context import PlanContext
from newsgen.reading.files.well_known_paths import CONFIG

ROBOTS = "robots.txt"
TDMREP = ".well-known/tdmrep.json"
TRUST = "trust.txt"
SECURITY = ".well-known/security.txt"
PUBLICATION = ".well-known/site.standard.publication"
LLMS = "llms.txt"

CHANGES_BY_CLOCK = frozenset({"NG450", "NG451"})
"""The codes of problems that come and go by the clock alone."""

NEWEST = 20
"""So many articles llms.txt names."""

_DAY = 86_400
_MOST_AHEAD = 366 * _DAY
"""A year (RFC 9116, 2.5.5), and a day for leap years."""
_SOON = 30 * _DAY

_USES = {"training": "ai-train", "search": "ai-index", "user": "ai-input"}
"""The words of RSL 1.0 for the purposes of robots.txt."""


def outputs(context: PlanContext, ai_crawlers: AiCrawlers) -> Iterator[PlannedOutput]:
    """The files, of a site that has an address."""
    site = context.site
    machines = site.machines
    yield from _robots(context, machines, ai_crawlers)
    if machines.rsl and _is_free(context, RSL_ROUTE, "rsl"):
        yield _file(
            RSL_ROUTE, "rsl", given("rules", (_location(context), *_uses(machines), machines.rsl))
        )
    if machines.trust and _is_free(context, TRUST, "trust"):
        training = "no" if "training" in machines.refused else "yes"
        lines = (*machines.trust, ("datatrainingallowed", training))
        yield _file(TRUST, "trust", given("lines", lines))
    if machines.security and _is_free(context, SECURITY, "security"):
        yield from _security(context, machines.security)
    if site.did.count("/") > 2 and _is_free(context, PUBLICATION, "did"):
        yield _file(PUBLICATION, "publication", given("lines", (site.did,)))
    if machines.llms and _is_free(context, LLMS, "llms"):
        yield _llms(context)


def _file(path: str, kind: OutputKind, *inputs: Input) -> PlannedOutput:
    return PlannedOutput(path=path, kind=kind, inputs=inputs)


def _robots(
    context: PlanContext, machines: Machines, ai_crawlers: AiCrawlers
) -> Iterator[PlannedOutput]:
    own = context.statics.head(f"root/{ROBOTS}")
    if own is None:
        url = context.site.url
        sitemaps = (absolute(url, "sitemap.xml"), absolute(url, NEWS_SITEMAP))
        yield _file(
            ROBOTS,
            "robots",
            given(
                "rules", (_location(context), ai_crawlers.names(machines.refused), ai_crawlers.day)
            ),
            given("sitemaps", sitemaps),
        )
    elif machines.says_robots:
        context.problems += _contradictions(own[0].text, own[1], machines, ai_crawlers)
    # What a file of the site's own says of its rights is not known, unless the settings say it too.
    is_known = own is None or machines.says_robots
    if is_known and f"root/{TDMREP}" not in context.statics.addresses:
        is_reserved = "training" in machines.refused
        yield _file(TDMREP, "tdmrep", given("rules", (_location(context), int(is_reserved))))


def _location(context: PlanContext) -> str:
    """The path of the site on its host."""
    return urlsplit(context.site.url).path or "/"


def _contradictions(
    text: str, path: str, machines: Machines, ai_crawlers: AiCrawlers
) -> Iterator[Problem]:
    wrong = [
        one
        for one in ai_crawlers.crawlers
        if refuses(text, one.name) != (one.purpose in machines.refused)
    ]
    if wrong:
        first = wrong[0]
        is_refused = first.purpose in machines.refused
        more = f", and {len(wrong) - 1} more are like it" if len(wrong) > 1 else ""
        yield Problem.at(
            path,
            WHOLE_FILE,
            "NG452",
            f"The file {'allows' if is_refused else 'refuses'} {first.name}, and `robots` in {CONFIG}"
            f" says `ai_{first.purpose}: {'disallow' if is_refused else 'allow'}`{more}.",
            "The file is published. Delete it, or say the same in both.",
            severity="warning",
        )


def _is_free(context: PlanContext, path: str, key: str) -> bool:
    """Whether no file of the site's own takes this place; one that does is named."""
    own = context.statics.head(f"root/{path}")
    if own is None:
        return True
    problem = Problem.at(
        own[1],
        WHOLE_FILE,
        "NG454",
        f"The file takes the place of the one that `{key}` in {CONFIG} asks for.",
        f"Delete the file, or `{key}`.",
        severity="warning",
    )
    context.problems.append(problem)
    return False


def _uses(machines: Machines) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the licence permits, and what it prohibits."""
    prohibited = tuple(word for one, word in _USES.items() if one in machines.refused)
    return ("search", *(one for one in _USES.values() if one not in prohibited)), prohibited


def _security(context: PlanContext, security: Security) -> Iterator[PlannedOutput]:
    expires, as_of = security.expires.seconds, context.as_of
    context.add_due(expires - _MOST_AHEAD, expires - _SOON, expires)
    day = datetime.fromtimestamp(expires, UTC)
    code, fault = "NG450", ""
    if expires <= as_of:
        fault = f"security.txt has expired on {day.date()}, and is not published."
    elif expires <= as_of + _SOON:
        fault = f"security.txt expires on {day.date()}."
    elif expires > as_of + _MOST_AHEAD:
        code = "NG451"
        fault = f"security.txt expires on {day.date()}, and a year is the most that it should hold."
    if fault:
        place = Position(security.line, security.column)
        hint = "Look whether all of it still holds, and set a date within the next twelve months."
        context.problems.append(Problem.at(CONFIG, place, code, fault, hint, severity="warning"))
    if expires <= as_of:
        return
    lines = (*security.fields, ("Expires", f"{day:%Y-%m-%dT%H:%M:%SZ}"))
    if _location(context) == "/":
        lines += (("Canonical", absolute(context.site.url, SECURITY)),)
    yield _file(SECURITY, "security", given("lines", lines))


def _llms(context: PlanContext) -> PlannedOutput:
    """The site's sections and newest articles, in its own language; other editions by their front pages."""
    edition, *others = context.catalog.editions
    url = context.site.url
    newest = tuple(
        (one.card.headline, absolute(url, one.card.route), one.card.summary)
        for one in edition.entries[:NEWEST]
        # A page of a retracted article asks not to be indexed.
        if not one.card.retracted
    )
    return _file(
        LLMS,
        "llms",
        given("title", (edition.site.name, edition.site.description)),
        given(
            "groups",
            (
                (
                    "Sections",
                    tuple(
                        (one.title, absolute(url, one.route), "") for one in edition.site.sections
                    ),
                ),
                ("Newest articles", newest),
                (
                    "About",
                    tuple((one.title, absolute(url, one.route), "") for one in edition.site.pages),
                ),
                ("Other languages", tuple(_home(url, one) for one in others)),
            ),
        ),
    )


def _home(url: str, edition: Edition) -> tuple[str, str, str]:
    return edition.site.name, absolute(url, edition.site.home.route), edition.lang
