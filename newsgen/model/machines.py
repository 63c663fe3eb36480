"""What a site tells machines in files of its own: crawlers, researchers of security, registers of trust."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.moment import Moment

Purpose = Literal["training", "search", "user"]
PURPOSES: tuple[Purpose, ...] = ("training", "search", "user")
"""What a crawler of an AI service reads for: to train models, for its search, or because a user asked."""

REFUSED: tuple[Purpose, ...] = ("training",)
"""What is refused where the site says nothing: what was trained on can't be taken back."""


RSL_ROUTE = "license.xml"
NEWS_SITEMAP = "sitemap-news.xml"


class AiCrawler(NamedTuple):
    """A crawler by the name that robots.txt has for it."""

    name: str
    operator: str
    purpose: Purpose


class AiCrawlers(NamedTuple):
    """The crawlers that are known, and the day of the list, as 2026-12-01."""

    day: str = ""
    crawlers: tuple[AiCrawler, ...] = ()

    def names(self, purposes: Collection[Purpose]) -> tuple[str, ...]:
        """The names of those that read for one of these purposes, sorted as people sort."""
        found = (one.name for one in self.crawlers if one.purpose in purposes)
        return tuple(sorted(found, key=str.lower))


class Rsl(NamedTuple):
    """What the licence for machines (RSL 1.0) says beside the uses; "" where it says nothing.

    All but `payment`, which is one of its words, are URLs.
    """

    terms: str = ""
    payment: str = ""
    standard: str = ""
    server: str = ""


class Security(NamedTuple):
    """The fields of security.txt (RFC 9116) in their order, and where `expires` is written."""

    fields: tuple[tuple[str, str], ...]
    expires: Moment
    line: int
    column: int


class Machines(NamedTuple):
    """What the site says to machines. `says_robots` is whether it says itself which purposes are `refused`.

    `trust` are the lines of trust.txt as pairs. `llms` asks for llms.txt.
    """

    refused: tuple[Purpose, ...] = REFUSED
    says_robots: bool = False
    rsl: Rsl | None = None
    trust: tuple[tuple[str, str], ...] = ()
    security: Security | None = None
    llms: bool = False


NEWS_SECONDS = 2 * 86_400
"""For so long an article is news to those who collect news (Google's rule for such a sitemap)."""
