"""A podcast: an RSS feed of the articles that name a sound file and lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import formatdate
from typing import NamedTuple

from newsgen.plugins import Page, PageKind, Plugin, PublishedArticle, PublishedEdition, Settings

TYPES = {"mp3": "audio/mpeg", "m4a": "audio/mp4"}


class Sound(NamedTuple):
    """A sound file: its route, its media type, and how long it is, "" where that is not said."""

    route: str
    type: str
    duration: str


def plugin(settings: Settings) -> Plugin:
    settings.only("title", "description")
    title = settings.text("title", "Podcast")
    description = settings.text("description", title)

    def pages(edition: PublishedEdition) -> Iterator[Page]:
        # The addresses in a feed are absolute.
        if not edition.site.url:
            return
        found = [(one, sound(one)) for one in edition.articles]
        episodes = [(one, file) for one, file in found if file]
        if episodes:
            yield Page(
                path="podcast.xml",
                title=title,
                description=description,
                articles=[one for one, _ in episodes],
                values={"sounds": [file for _, file in episodes]},
            )

    return Plugin(
        name="podcast",
        version="1.0",
        needs=">=0.1",
        page_kinds=(PageKind(name="podcast", pages=pages, template="podcast.xml"),),
        filters={"rfc2822": formatdate},
    )


def sound(article: PublishedArticle) -> Sound | None:
    """The sound file that `extra` names, as the text leads to it: what nothing leads to is not published.

    A published file has the name of the site's file, and behind that what tells its bytes.
    """
    name, _, ending = (article.extra["sound"] or "").rpartition(".")
    if ending not in TYPES:
        return None
    for route in article.files:
        if route.startswith(f"media/{name}.") and route.endswith(f".{ending}"):
            return Sound(route, TYPES[ending], article.extra["duration"] or "")
    return None
