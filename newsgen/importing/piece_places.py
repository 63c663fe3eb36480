"""Gives each piece its place in the site: its section, its slug, its file; and keeps its old addresses."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from newsgen.importing.import_record import ImportRecord
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.site import Site
from newsgen.model.slug import slug_fault, slug_of
from newsgen.plugins.imported_pieces import Piece
from newsgen.reading.content.articles import DEFAULT_SECTION
from newsgen.starter.new_files import headline_slug

_MOST = 100
_RESERVED = frozenset({
    "index", "404", "archive", "corrections", "feeds", "media", "people", "series", "sources", "tags", "text",
    "assets", "search", "sitemap", "robots",
})  # fmt: skip
"""Pages that newsgen makes, or may make, by itself."""


class Place(NamedTuple):
    """Where a piece goes: its path below content/, its section and slug, and its old addresses."""

    path: str
    section: str
    slug: str
    aliases: tuple[str, ...]
    unkept: tuple[str, ...]


class Places:
    """The places of all pieces of one import; by its old address and its origin each is found again."""

    def __init__(self, site: Site, record: ImportRecord, importer: str) -> None:
        self._site = site
        self._record = record
        self._importer = importer
        self._taken: set[str] = set()
        self._aliases: set[str] = set()
        self._by_address: dict[str, str] = {}
        self._by_origin: dict[str, str] = {}
        self._by_name: dict[str, str] = {}

    def assign(self, piece: Piece) -> Place:
        """A place that no other piece has; the one that it had in the last import, if it was there."""
        section = slug_of(piece.section or DEFAULT_SECTION)
        if slug_fault(section) or section.isdigit():
            section = DEFAULT_SECTION
        slug = self._slug(piece)
        known = self._record.get(self._importer, piece.origin)
        path = known.path.removeprefix("content/") if known else self._path(piece, section, slug)
        self._taken.add(path.casefold())
        stem = path.rpartition("/")[2].removesuffix(".md")
        slug = stem.removesuffix(f".{piece.lang}") if piece.lang else stem
        if path.startswith("articles/"):
            section = path.split("/")[1]
        self._by_origin.setdefault(piece.origin, path)
        name = piece.origin.rpartition("/")[2]
        # "" where several have the name.
        self._by_name[name] = "" if name in self._by_name else path
        aliases, unkept = self._addresses(piece, path)
        return Place(path, section, slug, aliases, unkept)

    def by_origin(self, origin: str) -> str:
        """The path below content/ of what was at this path in the source; "" where nothing was."""
        return self._by_origin.get(origin, "")

    def by_name(self, path: str) -> str:
        """The path below content/ of the one text whose file had the name that this path ends in."""
        return self._by_name.get(path.rpartition("/")[2], "")

    def by_address(self, address: str) -> str:
        """The path below content/ of what had this address; "" where nothing had."""
        return self._by_address.get(address_key(address), "")

    def _slug(self, piece: Piece) -> str:
        is_ascii = self._site.ascii_slugs
        for written in (unquote(piece.slug), piece.headline, piece.origin.rpartition("/")[2]):
            slug = headline_slug(written, ascii_only=is_ascii)[:_MOST].strip("-")
            if slug and not slug_fault(slug) and len(slug.encode()) < 200:
                return slug
        return "text"

    def _path(self, piece: Piece, section: str, slug: str) -> str:
        if piece.kind == "page":
            folder = "pages"
            slug = f"{slug}-page" if slug in _RESERVED else slug
        else:
            year = piece.date[:4]
            folder = f"articles/{section}/{year}" if year else f"articles/{section}"
        language = piece.lang if piece.lang and piece.lang != self._site.language else ""
        ending = f".{language}.md" if language else ".md"
        path, number = f"{folder}/{slug}{ending}", 1
        while path.casefold() in self._taken:
            number += 1
            path = f"{folder}/{slug}-{number}{ending}"
        return path

    def _addresses(self, piece: Piece, path: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        aliases: list[str] = []
        unkept: list[str] = []
        for written in piece.addresses:
            key = address_key(written)
            if not key:
                continue
            self._by_address.setdefault(key, path)
            address = _alias(written)
            if not address or self._by_address[key] != path:
                if not (key.startswith("?") and aliases):
                    unkept.append(written)
            elif key.casefold() not in self._aliases and len(aliases) < _MOST:
                aliases.append(address)
                # Some disks take letters of both sizes for one.
                self._aliases.add(key.casefold())
            elif address not in aliases:
                unkept.append(written)
        return tuple(aliases), tuple(unkept)


def address_key(address: str) -> str:
    """What two ways to write an address have in common; "" for what is none, and for the front page."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    path = unquote(parts.path).rstrip("/").removesuffix("/index.html").removesuffix("/index.htm")
    if parts.query and not path.strip("/"):
        return f"?{parts.query}"
    return f"/{path.lstrip('/')}" if path.strip("/") else ""


def _alias(address: str) -> str:
    """The path of an old address; "" where no page can lead on."""
    parts = urlsplit(address.strip())
    path = parts.path
    if parts.query or not path.strip("/") or len(path) > 400:
        return ""
    decoded = unquote(path, errors="replace")
    if any(one in decoded for one in '<>:"|?*\\\ufffd') or not all(map(str.isprintable, decoded)):
        return ""
    names = [one for one in decoded.split("/") if one]
    if any(one.startswith(".") or one != one.strip(" .") for one in names):
        return ""
    return f"/{path.lstrip('/')}"


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """Each value once, without empty ones."""
    return tuple(dict.fromkeys(one for one in values if one))
