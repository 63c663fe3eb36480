"""Reads an export of WordPress (WXR 1.2): posts, pages, people, sections, pictures. Twice, as a stream."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from newsgen.importing.classic_paragraphs import with_paragraphs
from newsgen.importing.embedded_links import link_words
from newsgen.importing.enclosed import Enclosed, Marks
from newsgen.importing.html_markdown import markdown_of
from newsgen.importing.options import Options
from newsgen.importing.shortcodes import without_shortcodes
from newsgen.importing.wordpress_site import ExportedBlog, without_tags
from newsgen.importing.written_dates import said_date
from newsgen.importing.wxr import BrokenFileError, Element, elements
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

_SIGN = re.compile(rb"wordpress\.org/export/|<wp:wxr_version")
_COMMENT_ENDS = re.compile("-->")
_BLOCKS = Marks(re.compile(r"<!--\s*+(/?)wp:([\w/-]++)"), _COMMENT_ENDS)
_MARKS = Marks(re.compile(r"<!--\s*+(more|nextpage|noteaser)\b"), _COMMENT_ENDS)
_LONE = re.compile(
    r"^[ \t]*+(?:<p>[ \t]*+\n?)?[ \t]*+(https?://[^\s<>\"']++)[ \t]*+(?:\n?</p>)?[ \t]*+$",
    re.MULTILINE,
)
_NOTES = Marks(re.compile(r"<sup\b([^<>]*+)>"), re.compile("</sup>"))
_NOTE_ID = re.compile(r'data-fn="([\w-]++)"')
_NONE = "0000-00-00 00:00:00"
_SYSTEM = frozenset({
    "nav_menu_item", "revision", "customize_changeset", "custom_css", "oembed_cache", "user_request",
    "wp_block", "wp_template", "wp_template_part", "wp_global_styles", "wp_navigation", "wp_font_family",
    "wp_font_face", "acf-field", "acf-field-group", "wpcf7_contact_form", "shop_order", "scheduled-action",
})  # fmt: skip
_GONE = frozenset({"trash", "auto-draft", "inherit"})
_HELD = frozenset({"draft", "pending", "private"})
_QUIET_META = (
    "_edit_", "_wp_", "_thumbnail_id", "_oembed", "_pingme", "_encloseme", "_jetpack", "_publicize",
    "_yoast_wpseo_primary", "_wpas", "_dsq", "_g_feedback",
)  # fmt: skip


def importer(options: Options) -> Importer:
    """The importer of this system."""
    return Importer(name="wordpress", read=partial(_read, options=options))


def recognises(source: Path) -> bool:
    """Whether the source is an export of WordPress, or a folder with such files."""
    return any(map(_is_export, _files(source)))


def _files(source: Path) -> list[Path]:
    if source.is_dir():
        return sorted(one for one in source.glob("*.xml") if one.is_file())
    return [source] if source.suffix.lower() == ".xml" else []


def _is_export(file: Path) -> bool:
    with file.open("rb") as opened:
        return _SIGN.search(opened.read(1 << 16)) is not None


def _read(source: Path, options: Options) -> Iterator[Imported]:
    files = [one for one in _files(source) if _is_export(one)]
    if not files:
        yield PassedOver(origin=source.name, why="It is no export of WordPress.", failed=True)
    site = ExportedBlog()
    for file in files:
        try:
            for one in elements(file):
                site.learn(one)
        except BrokenFileError as error:
            # What stands before that is imported all the same.
            yield PassedOver(origin=file.name, why=str(error), failed=True)
    channel = site.channel
    used: Counter[str] = Counter()
    yield SourceSite(
        name=unescape(channel.get("title", "")),
        url=channel.get("base_blog_url") or channel.get("link", ""),
        description=unescape(channel.get("description", "")),
        language=channel.get("language", ""),
        uploads="/wp-content/uploads/",
        media=tuple(
            one
            for one in (source if source.is_dir() else source.parent,)
            if (one / "wp-content").is_dir()
        ),
    )
    for login, name in site.names.items():
        if slug_of(name):
            yield ImportedPerson(id=slug_of(name), name=name)
        elif slug_of(login):
            yield ImportedPerson(id=slug_of(login), name=login)
    passed: Counter[str] = Counter()
    for file in files:
        try:
            for one in elements(file):
                if one.kind == "item":
                    yield from _item(one, site, passed, used)
        except BrokenFileError:
            continue
    for what, number in passed.items():
        yield PassedOver(origin=f"items {what} ({number:,})", why="newsgen has no place for them.")
    titles = {slug_of(slug): title for slug, title in site.sections.items() if used[slug]}
    if titles:
        yield SourceSite(sections={slug: title for slug, title in titles.items() if slug})


def _item(
    one: Element, site: ExportedBlog, passed: Counter[str], used: Counter[str]
) -> Iterator[Imported]:
    texts = one.texts
    kind, status = texts.get("post_type", "post"), texts.get("status", "publish")
    if kind == "attachment":
        return
    if kind in _SYSTEM or status in _GONE:
        passed[f"of the kind `{kind}`" if kind in _SYSTEM else f"that were `{status}`"] += 1
        return
    yield _Post(one, site, used).piece(kind, status)


class _Post:
    def __init__(self, one: Element, site: ExportedBlog, used: Counter[str]) -> None:
        self._one = one
        self._texts = one.texts
        self._site = site
        self._used = used
        self._lost: Counter[tuple[Fate, str]] = Counter()
        self._meta = dict(one.meta)

    def piece(self, kind: str, status: str) -> Piece:
        texts = self._texts
        number = texts.get("post_id", "").strip() or texts.get("link", "")
        body = self._body()
        date = self._date()
        section, tags = self._groups(kind)
        if texts.get("post_password"):
            self._lost["changed", "a password: a draft"] += 1
        if self._one.comments:
            self._lost["dropped", "comment of a reader"] += self._one.comments
        if texts.get("is_sticky") == "1":
            self._lost["dropped", "pinned to the front page"] += 1
        if self._one.controls:
            self._lost["dropped", "control character"] += self._one.controls
        author = texts.get("creator", "").strip()
        name = self._site.names.get(author, author)
        extra = self._extra()
        link = texts.get("link", "").strip()
        guid = texts.get("guid", "").strip()
        is_held = status in _HELD or bool(texts.get("post_password"))
        return Piece(
            origin=f"{'page' if kind == 'page' else 'post'} {number}",
            body=body,
            kind="page" if kind == "page" and not is_held else "article",
            headline=without_tags(texts.get("title", "")),
            summary=without_tags(texts.get("excerpt", ""))
            or without_tags(self._meta.get("_yoast_wpseo_metadesc", "")),
            date=date,
            updated=self._updated(date),
            embargo=date if status == "future" else "",
            authors=(name,) if name else (),
            section=section if kind != "page" else "pages",
            tags=tags,
            slug=unquote(texts.get("post_name", "")),
            draft=is_held,
            image=self._image(),
            addresses=tuple(
                dict.fromkeys(one for one in (_path(link), _path(guid, of_guid=True)) if one)
            ),
            folder="",
            extra=extra,
            losses=tuple(Loss(fate=f, what=w, number=n) for (f, w), n in self._lost.items()),
        )

    def _date(self) -> str:
        local, gmt = (
            self._texts.get("post_date", "").strip(),
            self._texts.get("post_date_gmt", "").strip(),
        )
        if not local or local == _NONE:
            return said_date(self._texts.get("pubDate", "")) if self._texts.get("pubDate") else ""
        if not gmt or gmt == _NONE:
            return said_date(local)
        return _with_zone(local, gmt)

    def _updated(self, date: str) -> str:
        local, gmt = self._texts.get("post_modified", ""), self._texts.get("post_modified_gmt", "")
        if not local or local == _NONE or local[:10] <= date[:10]:
            return ""
        return _with_zone(local, gmt) if gmt and gmt != _NONE else said_date(local)

    def _groups(self, kind: str) -> tuple[str, tuple[str, ...]]:
        sections: list[tuple[str, str]] = []
        tags: list[str] = []
        for domain, nicename, name in self._one.groups:
            label = unescape(name)
            if domain == "category":
                slug = unquote(nicename) or slug_of(label)
                sections.append((slug, label))
            elif domain == "post_tag":
                tags.append(label)
            elif domain in ("nav_menu", "wp_theme"):
                continue
            elif domain == "post_format":
                self._lost["dropped", f"post format {nicename.removeprefix('post-format-')}"] += 1
            else:
                self._lost["changed", f"taxonomy `{domain}`: a tag"] += 1
                tags.append(label)
        named = [one for one in sections if one[0] != "uncategorized"]
        section = ""
        if named:
            section = named[0][0]
            self._used[section] += 1
            tags = [*(label for _, label in named[1:]), *tags]
        if not section and kind not in ("post", "page"):
            section = kind
            self._lost["changed", f"type of content `{kind}`: a section"] += 1
        return slug_of(section) if section else "", tuple(dict.fromkeys(tags))

    def _image(self) -> LeadPicture | None:
        found = self._site.attachments.get(self._meta.get("_thumbnail_id", ""))
        if found is None or not found.url:
            if self._meta.get("_thumbnail_id", "0") not in ("", "0", "-1"):
                self._lost["dropped", "main picture that the export does not hold"] += 1
            return None
        return LeadPicture(src=found.url, alt=found.alt, caption=found.caption)

    def _extra(self) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in self._one.meta:
            if key in ("footnotes", "") or key.startswith(_QUIET_META) or not value.strip():
                continue
            if key.startswith("_") or len(value) > 2000:
                self._lost["dropped", "field of a plugin or a theme"] += 1
            else:
                found[key] = value
        return found

    def _body(self) -> str:
        content = self._texts.get("content", "")
        content = _MARKS.sub(self._mark, content)
        has_blocks = "<!-- wp:" in content
        content, notes = self._footnotes(content)
        content = _BLOCKS.sub(self._block, content)
        content, losses = without_shortcodes(content, self._gallery, as_html=True)
        for loss in losses:
            self._lost[loss.fate, loss.what] += loss.number
        content = _LONE.sub(self._lone, content)
        if not has_blocks:
            content = with_paragraphs(content)
        body, further = markdown_of(content)
        for loss in further:
            self._lost[loss.fate, loss.what] += loss.number
        for number, text in enumerate(notes, 1):
            body = body.replace(f"NGFOOTNOTE{number}Z", f"[^{number}]")
            inner, _ = markdown_of(text)
            body += f"\n[^{number}]: {' '.join(inner.split()) or '…'}\n"
        return body

    def _mark(self, one: Enclosed) -> str:
        fate: Fate = "changed" if one.opening[1] == "nextpage" else "dropped"
        what = (
            "break between pages of one text"
            if one.opening[1] == "nextpage"
            else "mark where the excerpt ends"
        )
        self._lost[fate, what] += 1
        return "\n\n"

    def _block(self, one: Enclosed) -> str:
        closes, name = one.opening.groups()
        if one.inner.endswith("/") and not closes:
            self._lost["dropped", f"block {name}, which holds no text of its own"] += 1
        return "\n"

    def _footnotes(self, content: str) -> tuple[str, list[str]]:
        try:
            known = {
                one["id"]: str(one["content"])
                for one in json.loads(self._meta.get("footnotes") or "[]")
            }
        except (ValueError, KeyError, TypeError, RecursionError):
            known = {}
        notes: list[str] = []

        def told(one: Enclosed) -> str:
            named = _NOTE_ID.search(one.opening[1])
            if named is None or named[1] not in known:
                return content[one.start : one.end]
            notes.append(known[named[1]])
            return f"NGFOOTNOTE{len(notes)}Z"

        return _NOTES.sub(told, content) if known else content, notes

    def _lone(self, match: re.Match[str]) -> str:
        self._lost["changed", "address alone on a line: a link"] += 1
        return f'\n\n<p><a href="{match[1]}">{link_words(match[1])}</a></p>\n\n'

    def _gallery(self, named: Mapping[str, str]) -> list[tuple[str, str, str]]:
        ids = named.get("ids") or named.get("include") or ""
        chosen = [one.strip() for one in ids.split(",") if one.strip()]
        if not chosen:
            own = self._texts.get("post_id", "")
            chosen = [
                key for key, one in self._site.attachments.items() if one.parent == own and own
            ]
        found = [self._site.attachments[one] for one in chosen if one in self._site.attachments]
        missing = len(chosen) - len(found)
        if missing:
            self._lost["dropped", "picture of a gallery that the export does not hold"] += missing
        return [(one.url, one.alt, one.caption) for one in found if one.url]


def _with_zone(local: str, gmt: str) -> str:
    """The local time with the zone that the other one gives away."""
    try:
        here, there = datetime.fromisoformat(local.strip()), datetime.fromisoformat(gmt.strip())
        minutes = round((here - there).total_seconds() / 60)
    except (ValueError, OverflowError, TypeError):
        return said_date(local)
    if abs(minutes) > 15 * 60:
        return said_date(local)
    sign = "-" if minutes < 0 else "+"
    return said_date(f"{local.strip()}{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}")


def _path(address: str, *, of_guid: bool = False) -> str:
    """The path of an address with its query; of a guid, only one that is a query."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if of_guid and not re.fullmatch(r"(?:p|page_id)=\d+", parts.query):
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "") if parts.netloc else ""
