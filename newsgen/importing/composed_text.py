"""Composes the file of a piece: front matter that reads back the same, and its text with links that lead."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

from newsgen.importing.attributed_links import attributed
from newsgen.importing.code_parts import outside_code
from newsgen.importing.front_dump import front_matter
from newsgen.importing.html_in_text import without_foreign_html
from newsgen.importing.markdown_escapes import plain_alt, target_of
from newsgen.importing.media_files import MediaFiles, is_media, path_of
from newsgen.importing.mended_links import Kind, Meant, with_links
from newsgen.importing.piece_places import Place, Places, unique
from newsgen.importing.plain_bytes import without_control
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.site import Site
from newsgen.model.slug import slug_fault, slug_of
from newsgen.plugins.imported_pieces import Fate, Loss, Piece, SourceSite
from newsgen.reading.content.sources import UNRECORDED
from newsgen.reading.urls import is_allowed_scheme, link_fault, scheme_of
from newsgen.reading.yaml.bounds import ITEM_CHARACTERS, LENGTHS, MOST_CHARACTERS, NUMBERS

NO_DATE = "1970-01-01"
"""Stands where a piece says no date: newsgen needs one, and this one is seen to be none."""

_MOST_EXTRA = 10_000
_WORDS = 60
_MANY_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
_TEXTS = (".md", ".markdown", ".rst", ".html", ".njk")

Fetch = Callable[[str], Path | None]


class Composed(NamedTuple):
    """The text of a file, and what was not carried as it was."""

    text: str
    carried: tuple[str, ...]
    losses: tuple[Loss, ...]
    why: str


class Surroundings(NamedTuple):
    """What a text's links are followed by. `fetch` brings a picture from elsewhere, where one may."""

    site: Site
    source: SourceSite
    places: Places
    media: MediaFiles
    fetch: Fetch | None


def composed(piece: Piece, place: Place, around: Surroundings) -> Composed:
    """The file of this piece at this place."""
    return _Composing(piece, place, around).file()


class _Composing:
    def __init__(self, piece: Piece, place: Place, around: Surroundings) -> None:
        self._piece = piece
        self._place = place
        self._around = around
        self._lost: Counter[tuple[Fate, str]] = Counter()
        host = urlsplit(around.source.url).hostname if around.source.url else ""
        self._hosts = {host, f"www.{host}", str(host).removeprefix("www.")} if host else set()
        self._address = piece.addresses[0] if piece.addresses else ""
        self._why = piece.failure
        self._extra: dict[str, object] = {}

    def file(self) -> Composed:
        piece = self._piece
        body, further = without_control(piece.body)
        body, mended = without_foreign_html(body)
        body = with_links(body, self._meant).strip("\n")
        body = outside_code(body, lambda part: _MANY_LINES.sub("\n\n", part))
        image = self._image()
        if isinstance(image, str):
            body = f"{image}\n\n{body}"
            image = None
        keys = self._keys(body, image)
        carried = tuple(
            key for key, value in keys.items() if value and key not in ("sources", "extra")
        )
        text = f"{front_matter(keys)}{body}\n" if body else front_matter(keys)
        told = tuple(
            Loss(fate=fate, what=what, number=number) for (fate, what), number in self._lost.items()
        )
        return Composed(text, carried, (*piece.losses, *further, *mended, *told), self._why)

    def _lose(self, fate: Fate, what: str, number: int = 1) -> None:
        self._lost[fate, what] += number

    def _keys(self, body: str, image: Mapping[str, str] | None) -> dict[str, object]:
        piece, place = self._piece, self._place
        headline = self._text("headline", piece.headline) or self._headline(body)
        draft = piece.draft or bool(piece.failure)
        if piece.kind == "page":
            extra = {**piece.extra, **self._extra}
            return {
                "title": headline,
                "description": self._text("description", piece.standfirst or piece.summary),
                "slug": self._own_slug(),
                "lang": self._lang(),
                "aliases": list(place.aliases),
                "extra": self._bounded_extra(extra),
            }
        if not piece.date:
            self._lose("changed", "no date: a draft of 1 January 1970")
            if not draft:
                self._why = self._why or "It says no date, so it is a draft of the year 1970."
            draft = True
        return {
            "headline": headline,
            "kicker": self._text("kicker", piece.kicker),
            "standfirst": self._text("standfirst", piece.standfirst),
            "summary": self._text("summary", piece.summary),
            "date": piece.date or NO_DATE,
            "updated": self._updated(),
            "embargo": piece.embargo,
            "expires": piece.expires,
            "draft": draft or "",
            "authors": self._list("authors", piece.authors),
            "tags": self._list("tags", self._tags()),
            "lang": self._lang(),
            "slug": self._own_slug(),
            "series": self._text("series", piece.series),
            "image": image,
            "sources": self._sources(body),
            "aliases": list(place.aliases),
            "extra": self._bounded_extra({**piece.extra, **self._extra}),
        }

    def _sources(self, body: str) -> object:
        """What the piece says, else what its text attributes by links; else that nobody recorded any."""
        if self._piece.sources:
            return list(self._piece.sources)
        found = attributed(body)
        if found:
            self._lose("changed", "link to an outlet in an attribution: a source", len(found))
        return found or UNRECORDED

    def _lang(self) -> str:
        return "" if self._piece.lang == self._around.site.language else self._piece.lang

    def _own_slug(self) -> str:
        stem = self._place.path.rpartition("/")[2].removesuffix(".md")
        return "" if stem == self._place.slug else self._place.slug

    def _headline(self, body: str) -> str:
        """The words that the text begins with, where it has no headline."""
        plain = re.sub(r"<[^<>]*>|[#*_`>\[\]!]|\([^()\s]*\)", " ", body[:2000])
        words = " ".join(plain.split())
        made = words[:_WORDS].rpartition(" ")[0] or words[:_WORDS]
        self._lose("changed", "no headline: the words that the text begins with")
        return f"{made} …" if len(words) > len(made) > 0 else made or self._place.slug

    def _text(self, key: str, value: str) -> str:
        most = LENGTHS.get(key, MOST_CHARACTERS)
        text = " ".join(without_control(value)[0].split())
        if len(text) <= most:
            return text
        self._lose("changed", f"`{key}` is too long: cut, and whole under extra")
        self._extra[f"whole_{key}"] = text
        return text[: most - 2].rpartition(" ")[0] + " …"

    def _updated(self) -> str:
        piece = self._piece
        if not piece.updated or not piece.date or piece.updated[:10] <= piece.date[:10]:
            return ""
        return piece.updated

    def _tags(self) -> tuple[str, ...]:
        found: dict[str, str] = {}
        for tag in self._piece.tags:
            name = " ".join(without_control(tag)[0].split())
            slug = slug_of(name)
            if slug_fault(slug):
                self._lose("dropped", f"tag `{name[:60]}`, which has no letters for an address")
            elif slug in found:
                if found[slug] != name:
                    self._lose("changed", "tag that another one is in other letters: one tag")
            else:
                found[slug] = name
        return tuple(found.values())

    def _list(self, key: str, values: tuple[str, ...]) -> list[str]:
        names = unique(
            " ".join(without_control(one)[0].split())[:ITEM_CHARACTERS] for one in values
        )
        most = NUMBERS[key]
        if len(names) > most:
            self._lose("kept", f"`{key}` beyond {most} under extra", len(names) - most)
            self._extra[f"more_{key}"] = list(names[most:])
        return list(names[:most])

    def _bounded_extra(self, extra: Mapping[str, object]) -> dict[str, object]:
        kept: dict[str, object] = {}
        size = 0
        for key, value in extra.items():
            own = len(str(value)) + len(key)
            if size + own > _MOST_EXTRA:
                self._lose("dropped", f"key `{key}`: there is more under extra than newsgen takes")
            else:
                size += own
                kept[key] = _plain(value)
                self._lose("kept", f"key `{key}` under extra")
        return kept

    def _image(self) -> dict[str, str] | str | None:
        image = self._piece.image
        if image is None or not image.src.strip():
            return None
        meant = self._meant(image.src.strip(), "picture")
        words = " ".join((image.alt or image.caption or "Picture").split())
        if meant.is_link:
            self._lose("changed", "the main picture is a link, above the text")
            beside = " ".join(one for one in (image.caption, image.credit) if one and one != words)
            return f"[{plain_alt(words)}]({target_of(meant.address)}) {beside}".rstrip()
        if not meant.address:
            self._extra["image"] = image.src
            return None
        return {
            key: self._text(key, value) if key != "src" else value
            for key, value in (
                ("src", _from_content(meant.address, self._place.path)),
                ("alt", image.alt),
                ("caption", image.caption),
                ("credit", image.credit),
            )
            if value
        }

    # -- Links

    def _meant(self, address: str, kind: Kind) -> Meant:
        address = "".join(address.split("\n")).strip()
        if not address or "{{" in address or "{%" in address:
            # What a template would have put there is not known; it is shown as it was written.
            return Meant("")
        if address.startswith("#"):
            return Meant(address if len(address) > 1 else "")
        if address.startswith("//"):
            address = f"https:{address}"
        scheme = scheme_of(address)
        if kind == "picture":
            return self._picture(address, scheme)
        if scheme:
            return self._absolute(address, scheme)
        return self._local(address)

    def _absolute(self, address: str, scheme: str) -> Meant:
        if scheme in ("http", "https") and self._is_own(address):
            found = self._within(address)
            if found:
                return Meant(found)
        if not is_allowed_scheme(scheme):
            self._lose("dropped", f"link by `{scheme}:`; its words stay")
            return Meant("")
        for one in (
            address,
            quote(address, safe="/:?#[]@!$&'()*+,;=%~"),
            address.replace("\\", "/"),
        ):
            if link_fault(one) is None:
                return Meant(one.replace(" ", "%20"))
        self._lose("dropped", "link to an address that is none; its words stay")
        return Meant("")

    def _is_own(self, address: str) -> bool:
        try:
            return (urlsplit(address).hostname or "") in self._hosts
        except ValueError:
            return False

    def _within(self, address: str) -> str:
        """What an address of the old site leads to in the new one; "" where that is not known."""
        mark = address.partition("#")[2]
        path = self._around.places.by_address(address)
        base = urlsplit(self._around.source.url).path.rstrip("/")
        if not path and base and path_of(address).startswith(f"{base}/"):
            path = self._around.places.by_address(path_of(address).removeprefix(base))
        if path:
            return self._relative(path, mark)
        file = self._around.media.found(address, self._piece.folder)
        return self._copied(file, path_of(address)) if file else ""

    def _local(self, address: str) -> Meant:
        bare, _, mark = address.partition("#")
        for origin in self._origins(path_of(bare)):
            path = self._around.places.by_origin(origin)
            if path:
                return Meant(self._relative(path, mark))
        named = self._around.places.by_name(path_of(bare)) if self._origins(path_of(bare)) else ""
        if named:
            return Meant(self._relative(named, mark))
        bare = bare.removesuffix(".markdown").removesuffix(".md")
        joined = urljoin(self._address or "/", bare)
        found = self._within(joined + (f"#{mark}" if mark else ""))
        if not found and is_media(path_of(bare), self._around.site.documents):
            file = self._around.media.found(bare, self._piece.folder)
            found = self._copied(file, path_of(joined)) if file else ""
        if found:
            return Meant(found)
        self._lose("kept", "link to a place of the old site that was not imported")
        path = quote(joined, safe="/:?#[]@!$&'()*+,;=%~")
        if not path.startswith("/") or path.startswith("//") or ".." in path.split("/"):
            path = "/" + path.replace("../", "").lstrip("/.")
        return Meant(path + (f"#{quote(mark)}" if mark else ""))

    def _origins(self, path: str) -> tuple[str, ...]:
        if not path.lower().endswith(_TEXTS):
            return ()
        folder = self._piece.folder
        beside = posixpath.normpath(f"{folder}/{path}") if folder else path
        return (beside, path.lstrip("/"))

    def _picture(self, address: str, scheme: str) -> Meant:
        if scheme == "data":
            self._lose("dropped", "picture that was written into the text; what it says stays")
            return Meant("")
        file = self._around.media.found(address, self._piece.folder)
        if file is None and self._around.fetch and scheme in ("http", "https"):
            file = self._around.fetch(address)
        if file is None and not scheme and self._address:
            absolute = urljoin(urljoin(self._around.source.url, self._address), address)
            file = (
                self._around.fetch(absolute) if self._around.fetch and "://" in absolute else None
            )
        copied = self._copied(file, path_of(address)) if file else ""
        if copied:
            return Meant(copied)
        if not scheme and self._around.source.url:
            address = urljoin(urljoin(self._around.source.url, self._address or "/"), address)
            scheme = scheme_of(address)
        if scheme in ("http", "https"):
            link = self._absolute(address, scheme)
            if link.address:
                self._lose("changed", "picture that is not at hand: a link to where it was")
                return Meant(link.address, is_link=True)
        self._lose("dropped", "picture that is not at hand; its name stays")
        return Meant("")

    def _copied(self, file: Path, wanted: str) -> str:
        path = self._around.media.placed(file, wanted)
        if not path:
            self._lose("dropped", f"file that newsgen can't publish: {file.name}")
            return ""
        return self._relative(path, "")

    def _relative(self, path: str, mark: str) -> str:
        """A path below content/ as a link of this piece."""
        relative = posixpath.relpath(path, posixpath.dirname(self._place.path))
        return quote(relative, safe="/") + (f"#{mark}" if mark else "")


def _from_content(link: str, path: str) -> str:
    """A link of the file at this path as a path below content/."""
    from urllib.parse import unquote

    return posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(link)))


def _plain(value: object) -> object:
    """The value with texts of no control characters."""
    if isinstance(value, str):
        return without_control(value)[0]
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if isinstance(value, bool | int | float) else str(value)
