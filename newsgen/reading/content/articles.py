"""Reads an article's file to its record."""

from __future__ import annotations

from collections.abc import Collection
from zoneinfo import ZoneInfo

from newsgen.model.article import Article, Claim, Head, Reference
from newsgen.model.digest import digest_bytes, digest_text, digest_value
from newsgen.model.json_codec import to_text
from newsgen.model.kinds import DEFAULT_KIND, KINDS
from newsgen.model.moment import Moment
from newsgen.model.names import file_name
from newsgen.model.problem import TOP, WHOLE_FILE, Problem, warning
from newsgen.model.records import FileRecord, ReadFile
from newsgen.model.slug import slug_fault, slug_of
from newsgen.model.source import SourceName
from newsgen.model.values import chosen, values_text
from newsgen.reading.content.aliases import read_aliases
from newsgen.reading.content.corrections import read_corrections
from newsgen.reading.content.extra import read_extra
from newsgen.reading.content.languages import LANGUAGE_HINT, is_language, name_language
from newsgen.reading.content.lead_picture import read_image
from newsgen.reading.content.licenses import read_license
from newsgen.reading.content.live import LIVE_ORDERS, live_entries
from newsgen.reading.content.series import read_series
from newsgen.reading.content.settings import ReadSettings
from newsgen.reading.content.sources import is_unrecorded, read_sources
from newsgen.reading.content.unpublished import read_unpublished, withdrawn_head
from newsgen.reading.content.waivers import read_waivers
from newsgen.reading.content.word_count import word_count
from newsgen.reading.files.text import decode_text
from newsgen.reading.markdown.body import Body, render_body
from newsgen.reading.yaml.bounds import MANY_PAGES
from newsgen.reading.yaml.fields import Fields
from newsgen.reading.yaml.front_matter import FrontMatter, split_front_matter

ARTICLE_KEYS = frozenset((
    "headline", "title", "date", "sources", "standfirst", "summary", "authors", "author",
    "section", "tags", "kicker", "dateline", "updated", "lang", "draft", "expires", "embargo",
    "image", "read_also", "aliases", "priority", "slug", "kind", "corrections", "series",
    "developing", "claim", "claimant", "rating", "live_order",
    "check", "extra", "template", "license", "unpublished",
))  # fmt: skip

ARTICLES = "content/articles/"
DEFAULT_SECTION = "news"
MAX_PRIORITY = 100

_NEVER = Moment(0)
_DAY_SECONDS = 86_400


def read_article(path: str, content: bytes, settings: ReadSettings) -> ReadFile:
    """The article in these bytes. Costs what its Markdown costs, one to five milliseconds."""
    digest = digest_bytes(content)
    text = decode_text(content, path)
    if isinstance(text, Problem):
        return ReadFile(
            record=FileRecord(path=path, kind="article", digest=digest, problems=(text,))
        )
    front = split_front_matter(text, path)
    if front.keys is None:
        return ReadFile(
            record=FileRecord(path=path, kind="article", digest=digest, problems=front.problems)
        )
    fields = Fields(front.keys, path, ARTICLE_KEYS, ZoneInfo(settings.timezone))
    fields.problems[:0] = front.problems
    return _read(path, digest, front, fields, settings)


def _read(
    path: str, digest: str, front: FrontMatter, fields: Fields, settings: ReadSettings
) -> ReadFile:
    fields.rename("title", "headline")
    fields.rename("author", "authors")
    draft = fields.flag("draft")
    article = _article(path, fields, settings)
    image = read_image(fields)
    authors = _references(fields, "authors")
    body = render_body(
        front.body,
        front.body_line,
        path,
        settings.markdown_extensions,
        article.lang,
        classes=settings.markdown_classes,
        elements=settings.markdown_elements,
        dialect=settings.markdown_dialect,
        sources=[one.id for one in article.sources],
    )
    live_order = fields.choice("live_order", LIVE_ORDERS, LIVE_ORDERS[0])
    if article.kind == "live":
        article, body = _as_live(path, front, fields, article, body, live_order)
    developing = fields.flag("developing")
    # For its mistakes; what it says is the desk's, and no part of what is published.
    read_waivers(fields)
    extra, shown_extra = _extra(fields, settings, article.kind)
    article = article._replace(extra=extra) if extra else article
    article = article._replace(word_count=word_count(body.html, article.lang))
    stored_article, stored_body = to_text(article), body.html.encode()
    priority = fields.integer("priority", 0, -MAX_PRIORITY, MAX_PRIORITY)
    section = _section(path, fields)
    head = Head(
        path=path,
        headline=article.headline,
        kicker=article.kicker,
        kind=article.kind,
        section=section,
        slug=_slug(path, fields, (*settings.name_languages, article.lang)),
        lang=article.lang,
        summary=article.summary,
        date=article.date,
        updated=article.updated,
        expires=fields.moment("expires"),
        embargo=fields.moment("embargo"),
        draft=draft,
        authors=authors,
        tags=_tags(fields),
        sources=tuple(
            SourceName(one.id, one.name, one.kind, one.via, one.attribution)
            for one in article.sources
        ),
        image=image,
        priority=priority,
        read_also=_references(fields, "read_also"),
        links=body.links,
        citations=body.citations,
        aliases=read_aliases(fields),
        corrections=read_corrections(fields),
        series=read_series(fields),
        developing=developing,
        template=fields.reference("template") if "template" in fields else None,
        extra=shown_extra,
        shown=digest_value(
            (
                article.headline, article.kicker, article.kind, section, article.summary,
                article.date, article.updated, article.lang, image and image[1:4], priority,
                developing, shown_extra,
            )
        ),
        record=digest_text(stored_article),
        body=digest_bytes(stored_body),
        places=body.places,
        place_links=body.place_links,
        license=article.license,
        newest_entry=max((one.time for one in article.entries), default=None),
        is_unrecorded=is_unrecorded(fields),
    )  # fmt: skip
    withdrawal = None
    if "unpublished" in fields:
        withdrawal = read_unpublished(fields, max(head.date, head.embargo or head.date))
    problems = tuple(sorted((*fields.problems, *body.problems)))
    if len(head.tags) + len(head.authors) + len(head.sources) + len(head.aliases) > MANY_PAGES:
        problems = tuple(sorted((*problems, _many_pages(head))))
    has_head = not any(problem.severity == "error" for problem in problems)
    if draft:
        # What is still being written must not stop the others from publishing.
        problems = tuple(map(warning, problems))
    elif withdrawal and has_head:
        # From here on there is no such article: nothing of it can reach an output.
        return ReadFile(
            record=FileRecord(
                path=path,
                kind="withdrawn",
                digest=digest,
                head=withdrawn_head(head, withdrawal),
                problems=problems,
            )
        )
    record = FileRecord(
        path=path,
        kind="article",
        digest=digest,
        head=head if has_head else None,
        draft=draft,
        problems=problems,
    )
    return ReadFile(record=record, article=stored_article, body=stored_body)


def _many_pages(head: Head) -> Problem:
    """A warning: each of these names is a page."""
    number = len(head.tags) + len(head.authors) + len(head.sources) + len(head.aliases)
    return Problem.at(
        head.path,
        TOP,
        "NG363",
        f"The article makes {number} pages by its tags, authors, sources and aliases.",
        "Keep those that a reader needs.",
        severity="warning",
    )


def _article(path: str, fields: Fields, settings: ReadSettings) -> Article:
    fields.require("headline", "Write headline: and what happened, in one line.")
    fields.require("date", "Write date: 2024-11-18, or date: 2024-11-18 14:05.")
    date, updated = fields.moment("date"), fields.moment("updated")
    updated_entry = fields.entry("updated")
    # An article dated by the day may have been updated at any hour of it.
    latest = updated.seconds + (_DAY_SECONDS - 1) * updated.day_only if updated else 0
    if date and updated and updated_entry and latest < date.seconds:
        message = "`updated` is before `date`."
        fields.note(updated_entry.value, "NG021", message, "Look at both dates.")
    standfirst = fields.text("standfirst")
    return Article(
        headline=fields.text("headline"),
        standfirst=standfirst,
        summary=fields.text("summary", standfirst),
        kicker=fields.text("kicker"),
        kind=fields.choice("kind", tuple(KINDS), DEFAULT_KIND),
        dateline=fields.text("dateline"),
        # Without a date there is a problem, and no page is made of it.
        date=date or _NEVER,
        updated=updated,
        lang=_language(path, fields, settings),
        sources=read_sources(fields),
        claim=_claim(fields),
        entries=(),
        extra="",
        license=read_license(fields) if "license" in fields else None,
    )


def _extra(fields: Fields, settings: ReadSettings, kind: str) -> tuple[str, str]:
    """The texts of the values under `extra`, and of those that cards show."""
    if "extra" not in fields and not settings.extra:
        return "", ""
    extra = read_extra(fields, settings.extra, "article", kind)
    on_card = [one.name for one in settings.extra if one.on_card]
    return values_text(extra), values_text(chosen(extra, on_card))


def _claim(fields: Fields) -> Claim | None:
    claim, claimant = fields.text("claim"), fields.text("claimant")
    rating = fields.text("rating")
    return Claim(claim, claimant, rating) if claim else None


def _as_live(
    path: str, front: FrontMatter, fields: Fields, article: Article, body: Body, order: str
) -> tuple[Article, Body]:
    """The article with its entries, and the body in their parts."""
    live = live_entries(
        body.html, front.body, front.body_line, path, article.date, fields.zone, order
    )
    problems = (*body.problems, *live.problems)
    places = dict.fromkeys((*body.places.split("\n"), *(one.anchor for one in live.entries)))
    return article._replace(entries=live.entries), body._replace(
        html=live.html, problems=problems, places="\n".join(places)
    )


def _language(path: str, fields: Fields, settings: ReadSettings) -> str:
    lang = fields.text("lang")
    entry = fields.entry("lang")
    if entry is not None and not is_language(lang):
        fields.note(entry.value, "NG022", f"`{lang}` is no language tag.", LANGUAGE_HINT)
        lang = ""
    return lang or name_language(path, fields, settings.name_languages) or settings.language


def _section(path: str, fields: Fields) -> str:
    name = fields.text("section")
    entry = fields.entry("section")
    if not name:
        folders = path.removeprefix(ARTICLES).split("/")[:-1]
        name = folders[0] if folders else DEFAULT_SECTION
    slug = slug_of(name)
    fault = slug_fault(slug)
    if fault:
        place = entry.value if entry else WHOLE_FILE
        message = f"The section `{name}` {fault} as part of an address."
        fields.note(place, "NG023", message, "Use letters, digits and hyphens.")
    return slug


def _slug(path: str, fields: Fields, languages: Collection[str]) -> str:
    if "slug" in fields:
        return fields.slug("slug")
    stem = file_name(path, languages).stem
    slug = slug_of(stem)
    fault = slug_fault(slug)
    if fault:
        message = f"The file's name gives the slug `{slug}`, which {fault}."
        hint = "Rename the file, or add `slug:` to its front matter."
        fields.note(WHOLE_FILE, "NG023", message, hint)
    return slug


def _references(fields: Fields, key: str) -> tuple[Reference, ...]:
    """The texts under a key with their places, each once."""
    found = {one.text: Reference(one.text, one.line, one.column) for one in fields.scalars(key)}
    return tuple(found.values())


def _tags(fields: Fields) -> tuple[str, ...]:
    """The tags as written, one for each slug."""
    tags: dict[str, str] = {}
    for scalar in fields.scalars("tags"):
        slug = slug_of(scalar.text)
        fault = slug_fault(slug)
        if fault:
            message = f"The tag `{scalar.text}` {fault} as part of an address."
            fields.note(scalar, "NG023", message, "Use letters and digits.")
            continue
        shown = tags.setdefault(slug, scalar.text)
        if shown != scalar.text:
            message = (
                f"The tags `{shown}` and `{scalar.text}` are one: both have the address `{slug}`."
            )
            hint = f"Keep one of them; the page shows `{shown}`."
            fields.note(scalar, "NG425", message, hint, severity="warning")
    return tuple(tags.values())
