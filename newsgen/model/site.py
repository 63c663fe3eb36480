"""The site as `newsgen.yaml` describes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Urls = Literal["files", "directory"]
Level = Literal["error", "warning", "off"]


class SectionName(NamedTuple):
    """A section of the navigation."""

    slug: str
    title: str


class Switch(NamedTuple):
    """The level that the site gives to a rule of the desk, which is named by its code."""

    code: str
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The settings of a site; the defaults build a site from an empty file.

    `url` is absolute and ends in "/", or is "" when it is not set. `timezone`
    is an IANA name, `language` a BCP 47 tag. `per_page` is the number of
    articles on one page of a list. `check` changes what `newsgen check` reports,
    and nothing that is published.
    """

    name: str = "News"
    url: str = ""
    description: str = ""
    language: str = "en"
    timezone: str = "UTC"
    publisher: str = ""
    sections: tuple[SectionName, ...] = ()
    per_page: int = 30
    urls: Urls = "files"
    feed_items: int = 20
    feed_full_text: bool = False
    markdown_extensions: tuple[str, ...] = ()
    check: tuple[Switch, ...] = ()
