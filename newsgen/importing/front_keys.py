"""Makes a piece of the values at the head of a text, by the names that generators of sites use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Literal

from newsgen.importing.written_dates import said_date
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.slug import slug_of
from newsgen.plugins.imported_pieces import Fate, LeadPicture, Loss, Piece

_MEANT = {
    "headline": ("title", "headline"),
    "standfirst": ("standfirst", "subtitle", "subhed", "subhead", "dek", "deck", "lead", "lede", "excerpt"),
    "summary": ("summary", "description", "abstract", "seo_description"),
    "kicker": ("kicker", "eyebrow", "overline"),
    "date": ("date", "published", "publishdate", "pubdate", "published_at", "publish_date", "created"),
    "updated": ("updated", "lastmod", "modified", "last_modified_at", "last_modified", "updated_at"),
    "expires": ("expires", "expirydate", "unpublishdate"),
    "authors": ("authors", "author", "byline", "by", "writer", "contributors"),
    "section": ("section", "category"),
    "categories": ("categories",),
    "tags": ("tags", "tag", "keywords", "topics"),
    "slug": ("slug",),
    "lang": ("lang", "language", "locale", "language-code"),
    "series": ("series",),
    "image": (
        "image", "featured_image", "featured-image", "featuredimage", "cover", "cover_image", "hero",
        "thumbnail", "header_image", "images", "previewimage", "og_image", "featureimage",
    ),
    "alt": ("image_alt", "image-description", "image-alt", "alt", "featured_image_alt", "cover_alt"),
    "caption": ("image_caption", "image-caption", "image_figcaption", "caption"),
    "credit": ("image_credit", "image-credit", "photo_credit", "credit"),
    "addresses": ("permalink", "url", "link", "aliases", "alias", "redirect_from", "save_as", "canonical"),
    "draft": ("draft", "drafts"),
    "status": ("status",),
    "published": ("published",),
    "sources": ("sources", "source"),
}  # fmt: skip
_NO_USE = frozenset({
    "layout", "comments", "template", "date_gmt", "wordpress_id", "wordpress_url", "badge",
    "eleventynavigation",
    "eleventyexcludefromcollections", "linktitle", "menu", "weight", "toc", "math", "has_math", "show_toc",
    "showtoc", "pinned", "sticky", "cascade", "outputs", "sitemap", "robots", "noindex", "no-index", "type",
    "markup", "isindex", "hidetitle", "previous_posts", "id", "guid", "password", "pin",
})  # fmt: skip
"""Keys that say how an old theme drew the page."""

_CAPITALS = re.compile(r"[\s_]+")
_TRUE = frozenset({"true", "yes", "on", "1"})
_FALSE = frozenset({"false", "no", "off", "0"})
_DRAFTS = frozenset({"draft", "drafts", "hidden", "private", "pending", "skip"})


class Defaults(NamedTuple):
    """What the place of a file says: they hold where its front matter says nothing."""

    date: str = ""
    slug: str = ""
    section: str = ""
    lang: str = ""
    kind: Literal["article", "page"] = "article"
    split: str = ""
    tag_split: str = ""


def piece_of(
    keys: Mapping[str, Any],
    body: str,
    origin: str,
    default: Defaults,
    renamed: Mapping[str, str],
    losses: Iterable[Loss] = (),
) -> Piece:
    """The piece of a text with these values. `default.split` parts lists that are written as one text."""
    reading = _Reading(keys, default, renamed)
    made = reading.piece(body, origin)
    told = tuple(Loss(fate=f, what=w, number=n) for (f, w), n in reading.lost.items())
    return replace(made, losses=(*losses, *told))


class _Reading:
    def __init__(
        self, keys: Mapping[str, Any], default: Defaults, renamed: Mapping[str, str]
    ) -> None:
        self._default = default
        self.lost: Counter[tuple[Fate, str]] = Counter()
        self._keys: dict[str, Any] = {}
        self._names: dict[str, str] = {}
        by_name = {_name(key): value for key, value in renamed.items()}
        for key, value in keys.items():
            name = _name(key)
            if name in by_name:
                if not by_name[name]:
                    self.lost["dropped", f"key `{key}`, as was asked for"] += 1
                    continue
                name = _name(by_name[name])
            if value in ("", None, [], {}, [None], [""]):
                continue
            if name in self._keys:
                self._keys[name] = [*_listed(self._keys[name]), *_listed(value)]
            else:
                self._keys[name] = value
                self._names[name] = key

    def piece(self, body: str, origin: str) -> Piece:
        default = self._default
        made = self._date("date") or default.date
        # Jekyll says by it whether a text is published, others when.
        published = self._take("published")
        is_held = False
        if published is not None:
            word = str(published).strip().lower()
            if word in _TRUE or word in _FALSE:
                is_held = word in _FALSE
            elif said_date(published):
                made = said_date(published) if not made or made == default.date else made
            else:
                self._lose("dropped", f"`published: {word[:40]}`, which is no date")
        status = str(self._take("status") or "").strip().lower()
        draft = str(self._take("draft") or "").strip().lower() in _TRUE
        if status and status not in ("published", "publish") and status not in _DRAFTS:
            self._lose("dropped", f"`status: {status[:40]}`")
        section, tags = self._groups()
        addresses = tuple(
            one.strip()
            for one in self._texts("addresses")
            if one.strip() and "{" not in one and one[0] != ":"
        )
        return Piece(
            origin=origin,
            body=body,
            kind=default.kind,
            headline=self._text("headline"),
            standfirst=self._text("standfirst"),
            summary=self._text("summary"),
            kicker=self._text("kicker"),
            date=made,
            updated=self._date("updated"),
            expires=self._date("expires"),
            authors=self._authors(),
            section=section,
            tags=tags,
            slug=self._text("slug") or default.slug,
            lang=self._language(),
            series=", ".join(self._texts("series")[:1]),
            draft=draft or is_held or status in _DRAFTS,
            image=self._image(),
            sources=self._texts("sources"),
            addresses=addresses,
            extra=self._left(),
        )

    def _lose(self, fate: Fate, what: str) -> None:
        self.lost[fate, what] += 1

    def _take(self, key: str) -> Any:
        """The value under the first name of the key that is there; the other names stay for `extra`."""
        for name in _MEANT[key]:
            if name in self._keys:
                return self._keys.pop(name)
        return None

    def _text(self, key: str) -> str:
        value = self._take(key)
        if value is None:
            return ""
        return " ".join(" ".join(_texts(value)).split())

    def _texts(self, key: str) -> tuple[str, ...]:
        found: list[str] = []
        for name in _MEANT[key]:
            if name in self._keys:
                found += _texts(self._keys.pop(name))
        return tuple(dict.fromkeys(" ".join(one.split()) for one in found if one.strip()))

    def _date(self, key: str) -> str:
        for name in _MEANT[key]:
            if name == "published" or name not in self._keys:
                continue
            value = self._keys.pop(name)
            said = said_date(value[0] if isinstance(value, list) and value else value)
            if said:
                return said
            self._lose("dropped", f"`{name}: {str(value)[:40]}`, which is no date")
        return ""

    def _authors(self) -> tuple[str, ...]:
        found: list[str] = []
        byline = self._keys.get("authors") and self._keys.pop("byline", None)
        for written in self._texts("authors"):
            parts = (
                re.split(rf"\s*{self._default.split}\s*", written)
                if self._default.split
                else [written]
            )
            found += [one.strip() for one in parts if one.strip()]
        if byline and slug_of(str(byline)) not in map(slug_of, found):
            self._keys["byline"] = byline
        return tuple(dict.fromkeys(found))

    def _groups(self) -> tuple[str, tuple[str, ...]]:
        """The section and the tags: the first category is the section, the others are tags."""
        section = self._text("section")
        categories = [*self._texts("categories")]
        if len(categories) == 1 and self._default.tag_split:
            categories = [
                one for one in re.split(self._default.tag_split, categories[0]) if one.strip()
            ]
        if not section and categories:
            section = categories.pop(0)
        tags: list[str] = []
        for written in self._texts("tags"):
            split = self._default.tag_split
            tags += [one.strip() for one in re.split(split, written)] if split else [written]
        return section or self._default.section, tuple(
            dict.fromkeys([*categories, *filter(None, tags)])
        )

    def _language(self) -> str:
        written = self._text("lang") or self._default.lang
        tag = written.replace("_", "-").split(".")[0].strip()
        if not tag:
            return ""
        parts = tag.split("-")
        if not re.fullmatch(r"[A-Za-z]{2,3}", parts[0]):
            self._lose("dropped", f"language `{tag[:30]}`")
            return ""
        return parts[0].lower()

    def _image(self) -> LeadPicture | None:
        value = self._take("image")
        alt, caption, credit = (self._text(one) for one in ("alt", "caption", "credit"))
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, Mapping):
            by_name = {str(key).lower(): str(one) for key, one in value.items()}
            alt = alt or by_name.get("alt", "")
            caption = caption or by_name.get("caption", "")
            credit = credit or by_name.get("credit", "")
            value = next(
                (
                    by_name[one]
                    for one in ("src", "path", "url", "image", "feature", "file")
                    if one in by_name
                ),
                "",
            )
        source = str(value or "").strip()
        if source and not re.search(r"[./]", source):
            # A word that a theme understood.
            self._keys["image"] = value
            self._names["image"] = "image"
            source = ""
        if not source:
            for key, text in (
                ("image_alt", alt),
                ("image_caption", caption),
                ("image_credit", credit),
            ):
                if text:
                    self._keys[key] = text
                    self._names[key] = key
            return None
        return LeadPicture(src=source, alt=alt, caption=caption, credit=credit)

    def _left(self) -> dict[str, object]:
        found: dict[str, object] = {}
        for name, value in self._keys.items():
            is_named = name.startswith("extra.")
            key = name.removeprefix("extra.") if is_named else self._names.get(name, name)
            if name in _NO_USE:
                self._lose("dropped", f"key `{key}`")
            elif isinstance(value, bool | int | float | str):
                found[key] = value
            elif isinstance(value, datetime | date):
                found[key] = said_date(value)
            else:
                found[key] = value
        return found


def _name(key: object) -> str:
    return _CAPITALS.sub("_", str(key).strip().lower())


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _texts(value: Any) -> list[str]:
    """The texts of a value: of a list, of its items; of a mapping, of its values."""
    if isinstance(value, Mapping):
        named = value.get("name") or value.get("title")
        return [str(named)] if named else [one for item in value.values() for one in _texts(item)]
    if isinstance(value, list | tuple | set):
        return [one for item in value for one in _texts(item)]
    return [] if value is None else [str(value)]
