"""Reads standing pages and people to records."""

from __future__ import annotations

from collections.abc import Collection
from zoneinfo import ZoneInfo

from newsgen.model.digest import digest_bytes, digest_text
from newsgen.model.names import file_name
from newsgen.model.problem import WHOLE_FILE, Problem
from newsgen.model.records import AnyHead, FileKind, FileRecord, PageHead, PersonHead, ReadFile
from newsgen.model.slug import slug_fault, slug_of
from newsgen.model.values import values_text
from newsgen.reading.content.aliases import read_aliases
from newsgen.reading.content.contact import read_contact
from newsgen.reading.content.elsewhere import read_fediverse, read_same_as
from newsgen.reading.content.extra import read_extra
from newsgen.reading.content.languages import LANGUAGE_HINT, is_language, name_language
from newsgen.reading.content.lead_picture import read_image
from newsgen.reading.content.settings import ReadSettings
from newsgen.reading.files.text import decode_text
from newsgen.reading.markdown.body import Body, render_body
from newsgen.reading.markdown.body_names import OF_PAGES
from newsgen.reading.yaml.fields import Fields
from newsgen.reading.yaml.front_matter import split_front_matter

PAGE_KEYS = ("title", "description", "slug", "lang", "order", "extra", "template", "aliases")
PERSON_KEYS = ("name", "role", "contact", "image", "same_as", "fediverse", "aliases")
MAX_ORDER = 1000


def read_page(path: str, content: bytes, settings: ReadSettings) -> ReadFile:
    """The standing page in these bytes."""
    opened = _opened(path, content, PAGE_KEYS, settings)
    if isinstance(opened, tuple):
        return _unreadable(path, "page", content, opened)
    fields, body = opened.fields, opened.body
    fields.require("title", "Write title: and the name of the page.")
    entry = fields.entry("lang")
    if entry is not None and not is_language(opened.lang):
        fields.note(entry.value, "NG022", f"`{opened.lang}` is no language tag.", LANGUAGE_HINT)
    languages = (*settings.name_languages, opened.lang)
    head = PageHead(
        path=path,
        title=fields.text("title"),
        description=fields.text("description"),
        slug=fields.slug("slug") if "slug" in fields else _slug(path, fields, languages),
        lang=opened.lang,
        order=fields.integer("order", MAX_ORDER, 0, MAX_ORDER),
        template=fields.reference("template"),
        extra=values_text(read_extra(fields, settings.extra, "page")),
        links=body.links,
        body=digest_text(body.html),
        places=body.places,
        place_links=body.place_links,
        aliases=read_aliases(fields),
    )
    return _finished(path, "page", content, head, opened)


def read_person(path: str, content: bytes, settings: ReadSettings) -> ReadFile:
    """The person in these bytes; the file's name is their id."""
    opened = _opened(path, content, PERSON_KEYS, settings)
    if isinstance(opened, tuple):
        return _unreadable(path, "person", content, opened)
    fields, body = opened.fields, opened.body
    fields.require("name", "Write name: and the person's name.")
    head = PersonHead(
        path=path,
        id=_slug(path, fields, settings.name_languages),
        name=fields.text("name"),
        role=fields.text("role"),
        contact=read_contact(fields, "contact"),
        image=read_image(fields),
        links=body.links,
        body=digest_text(body.html),
        places=body.places,
        place_links=body.place_links,
        same_as=read_same_as(fields),
        fediverse=read_fediverse(fields),
        aliases=read_aliases(fields),
    )
    return _finished(path, "person", content, head, opened)


class _Opened:
    """A file whose front matter could be read."""

    def __init__(self, fields: Fields, body: Body, lang: str) -> None:
        self.fields = fields
        self.body = body
        self.lang = lang


def _opened(
    path: str, content: bytes, known: tuple[str, ...], settings: ReadSettings
) -> _Opened | tuple[Problem, ...]:
    text = decode_text(content, path)
    if isinstance(text, Problem):
        return (text,)
    front = split_front_matter(text, path)
    if front.keys is None:
        return front.problems
    fields = Fields(front.keys, path, known, ZoneInfo(settings.timezone))
    fields.problems[:0] = front.problems
    lang = fields.text("lang") if "lang" in known else ""
    if not lang and "lang" in known:
        lang = name_language(path, fields, settings.name_languages)
    lang = lang or file_name(path, settings.name_languages).lang or settings.language
    body = render_body(
        front.body,
        front.body_line,
        path,
        settings.markdown_extensions,
        lang,
        classes=settings.markdown_classes,
        elements=settings.markdown_elements,
        dialect=settings.markdown_dialect,
        of_page=OF_PAGES,
    )
    return _Opened(fields, body, lang)


def _slug(path: str, fields: Fields, languages: Collection[str]) -> str:
    slug = slug_of(file_name(path, languages).stem)
    fault = slug_fault(slug)
    if fault:
        message = f"The file's name gives the slug `{slug}`, which {fault}."
        fields.note(WHOLE_FILE, "NG023", message, "Rename the file.")
    return slug


def _unreadable(
    path: str, kind: FileKind, content: bytes, problems: tuple[Problem, ...]
) -> ReadFile:
    record = FileRecord(path=path, kind=kind, digest=digest_bytes(content), problems=problems)
    return ReadFile(record=record)


def _finished(
    path: str, kind: FileKind, content: bytes, head: AnyHead, opened: _Opened
) -> ReadFile:
    problems = tuple(sorted((*opened.fields.problems, *opened.body.problems)))
    has_head = not any(problem.severity == "error" for problem in problems)
    record = FileRecord(
        path=path,
        kind=kind,
        digest=digest_bytes(content),
        head=head if has_head else None,
        problems=problems,
    )
    return ReadFile(record=record, body=opened.body.html.encode())
