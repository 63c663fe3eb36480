"""Reads an export of Ghost: its JSON, from which the HTML of each text is taken."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from newsgen.importing.html_markdown import markdown_of
from newsgen.importing.options import Options
from newsgen.importing.written_dates import said_date
from newsgen.model.slug import slug_of
from newsgen.plugins.imported_pieces import (
    Fate,
    ImportedPerson,
    LeadPicture,
    Loss,
    PassedOver,
    Piece,
    SourceSite,
)
from newsgen.plugins.importers import Imported, Importer

_SIGN = re.compile(r'"(?:db|data)"\s*:')
_MOST_BYTES = 500_000_000
_OWN = "__GHOST_URL__"


def importer(options: Options) -> Importer:
    """The importer of this system."""
    return Importer(name="ghost", read=partial(_read, options=options))


def recognises(source: Path) -> bool:
    """Whether the source is an export of Ghost, or a folder with one."""
    return _file(source) is not None


def _file(source: Path) -> Path | None:
    files = sorted(source.glob("*.json")) if source.is_dir() else [source]
    return next((one for one in files if one.suffix.lower() == ".json" and _is_export(one)), None)


def _is_export(file: Path) -> bool:
    with file.open("rb") as opened:
        begin = opened.read(1 << 16).decode("utf-8", "replace")
    return _SIGN.search(begin) is not None and ('"meta"' in begin or '"posts"' in begin)


def _read(source: Path, options: Options) -> Iterator[Imported]:
    file = _file(source)
    data = _data(file) if file else "It is no export of Ghost."
    if isinstance(data, str):
        yield PassedOver(origin=source.name, why=data, failed=True)
        return
    settings = {str(one.get("key")): one.get("value") for one in _rows(data, "settings")}
    url = str(settings.get("url") or "")
    yield SourceSite(
        name=str(settings.get("title") or ""),
        url=url,
        description=str(settings.get("description") or ""),
        language=str(settings.get("locale") or settings.get("lang") or ""),
        timezone=str(settings.get("timezone") or settings.get("active_timezone") or ""),
        media=tuple(
            one
            for one in (source if source.is_dir() else source.parent,)
            if (one / "content").is_dir()
        ),
    )
    users = {str(one.get("id")): one for one in _rows(data, "users")}
    for one in users.values():
        if one.get("name") and slug_of(str(one["name"])):
            yield ImportedPerson(
                id=slug_of(str(one["name"])), name=str(one["name"]), text=str(one.get("bio") or "")
            )
    tags = {str(one.get("id")): one for one in _rows(data, "tags")}
    links = _links(data, "posts_tags", "tag_id")
    writers = _links(data, "posts_authors", "author_id")
    told = {str(one.get("post_id")): one for one in _rows(data, "posts_meta")}
    sections: dict[str, str] = {}
    for number, one in enumerate(_rows(data, "posts")):
        own = str(one.get("id") or f"number {number}")
        named = [tags[key] for key in links.get(own, []) if key in tags]
        public = [tag for tag in named if not str(tag.get("name", "")).startswith("#")]
        if public:
            slug = slug_of(str(public[0].get("slug") or public[0].get("name")))
            sections[slug] = str(public[0].get("name"))
        people = writers.get(own) or [str(one.get("author_id") or "")]
        names = [
            str(users[key].get("name")) for key in people if key in users and users[key].get("name")
        ]
        yield _piece(one, own, named, names, told.get(own, {}), options)
    if sections:
        yield SourceSite(sections={slug: title for slug, title in sections.items() if slug})


def _data(file: Path) -> Mapping[str, Any] | str:
    """The tables of the export; why there are none, as a sentence."""
    if file.stat().st_size > _MOST_BYTES:
        return f"It has more than {_MOST_BYTES:,} bytes."
    try:
        whole = json.loads(file.read_bytes())
    except (ValueError, RecursionError, MemoryError) as error:
        return f"It is no JSON, or not whole: {error}."
    if isinstance(whole, dict) and isinstance(whole.get("db"), list) and whole["db"]:
        whole = whole["db"][0]
    data = whole.get("data", whole) if isinstance(whole, dict) else None
    if not isinstance(data, dict) or not isinstance(data.get("posts"), list):
        return "It holds no posts as Ghost exports them."
    return data


def _rows(data: Mapping[str, Any], table: str) -> list[Mapping[str, Any]]:
    rows = data.get(table)
    return [one for one in rows if isinstance(one, dict)] if isinstance(rows, list) else []


def _links(data: Mapping[str, Any], table: str, key: str) -> dict[str, list[str]]:
    """What belongs to each post, in its order."""
    found: dict[str, list[tuple[int, str]]] = {}
    for one in _rows(data, table):
        order = one.get("sort_order")
        place = order if isinstance(order, int) else 0
        found.setdefault(str(one.get("post_id")), []).append((place, str(one.get(key))))
    return {post: [value for _, value in sorted(values)] for post, values in found.items()}


def _piece(
    one: Mapping[str, Any],
    own: str,
    named: list[Mapping[str, Any]],
    names: list[str],
    told: Mapping[str, Any],
    options: Options,
) -> Imported:
    lost: Counter[tuple[Fate, str]] = Counter()
    html = one.get("html")
    failure = ""
    if not isinstance(html, str) or not html.strip():
        if any(one.get(key) for key in ("mobiledoc", "lexical")):
            failure = "The export has no HTML of this text: open it in Ghost and export again."
        html = str(one.get("plaintext") or "") if not isinstance(html, str) else ""
    body, losses = markdown_of(html.replace(_OWN, ""))
    for key in ("codeinjection_head", "codeinjection_foot"):
        if one.get(key):
            lost["dropped", f"code that was put into the page ({key})"] += 1
    public = [str(tag.get("name")) for tag in named if not str(tag.get("name", "")).startswith("#")]
    hidden = [str(tag.get("name")) for tag in named if str(tag.get("name", "")).startswith("#")]
    status = str(one.get("status") or "published")
    is_page = one.get("type") == "page" or one.get("page") in (1, True)
    visibility = str(one.get("visibility") or "public")
    is_held = status in ("draft", "sent") or visibility != "public"
    if visibility != "public":
        lost["changed", f"for `{visibility}` alone: a draft"] += 1
    if status == "sent":
        lost["changed", "sent as a letter alone: a draft"] += 1
    date = said_date(one.get("published_at") or one.get("created_at") or "")
    image = str(one.get("feature_image") or told.get("feature_image") or "").replace(_OWN, "")
    slug = str(one.get("slug") or "")
    section = slug_of(
        str(
            next(
                (tag.get("slug") or tag.get("name") for tag in named if tag.get("name") in public),
                "",
            )
        )
    )
    return Piece(
        origin=f"post {own}",
        body=body,
        kind="page" if is_page and not is_held else "article",
        headline=str(one.get("title") or ""),
        summary=str(one.get("custom_excerpt") or told.get("meta_description") or ""),
        date=date,
        updated=said_date(one.get("updated_at") or ""),
        embargo=date if status == "scheduled" else "",
        authors=tuple(names),
        section=section if not is_page else "pages",
        tags=tuple(public[1:]),
        slug=slug,
        draft=is_held,
        image=LeadPicture(
            src=image,
            alt=str(told.get("feature_image_alt") or ""),
            caption=re.sub(r"<[^<>]*>", "", str(told.get("feature_image_caption") or "")),
        )
        if image
        else None,
        addresses=(f"/{slug}/",) if slug else (),
        extra={"ghost_tags": hidden} if hidden else {},
        losses=(*losses, *(Loss(fate=f, what=w, number=n) for (f, w), n in lost.items())),
        failure=failure,
    )
