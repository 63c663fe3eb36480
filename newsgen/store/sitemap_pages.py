"""What sitemaps list beside articles, as the catalogue index stores it: other pages, pictures in texts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping

from newsgen.planning.outputs.sitemap import SitemapUrl


class SitemapPages(Mapping[str, SitemapUrl]):
    """The pages, by the paths of their outputs."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._loaded: dict[str, SitemapUrl] = {}

    def __getitem__(self, path: str) -> SitemapUrl:
        if path in self._loaded:
            return self._loaded[path]
        query = "SELECT url, alternates FROM sitemap_pages WHERE path = ?"
        row = self._connection.execute(query, (path,)).fetchone()
        if row is None:
            raise KeyError(path)
        return _url(*row)

    def __iter__(self) -> Iterator[str]:
        # One query for all of them.
        rows = self._connection.execute("SELECT path, url, alternates FROM sitemap_pages")
        self._loaded = {path: _url(url, alternates) for path, url, alternates in rows}
        return iter(self._loaded)

    def __len__(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM sitemap_pages").fetchone()[0])


class SitemapPictures(Mapping[str, tuple[str, ...]]):
    """The routes of the pictures in texts, by the paths of the articles that have any."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __getitem__(self, path: str) -> tuple[str, ...]:
        query = "SELECT routes FROM sitemap_pictures WHERE path = ?"
        row = self._connection.execute(query, (path,)).fetchone()
        if row is None:
            raise KeyError(path)
        return tuple(row[0].split(" "))

    def __iter__(self) -> Iterator[str]:
        rows = self._connection.execute("SELECT path FROM sitemap_pictures")
        return (row[0] for row in rows)

    def __len__(self) -> int:
        row = self._connection.execute("SELECT count(*) FROM sitemap_pictures").fetchone()
        return int(row[0])


def picture_rows(pictured: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """The rows of the articles that have pictures. A route is percent-encoded and has no space."""
    return ((path, " ".join(routes)) for path, routes in pictured.items() if routes)


def sitemap_row(item: tuple[str, SitemapUrl]) -> tuple[str, str, str]:
    """The row of a page."""
    path, url = item
    return path, url.url, json.dumps(url.alternates) if url.alternates else ""


def _url(url: str, alternates: str) -> SitemapUrl:
    found = tuple((lang, address) for lang, address in json.loads(alternates)) if alternates else ()
    return SitemapUrl(url, None, found)
