"""Reads `newsgen.yaml` to the site's settings."""

from __future__ import annotations

from datetime import UTC
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsgen.model.digest import digest_bytes
from newsgen.model.documents import can_be_allowed
from newsgen.model.problem import TOP, Problem, has_errors
from newsgen.model.records import FileRecord
from newsgen.model.site import (
    HTML,
    JSON,
    MARKDOWN,
    TEXT,
    PictureWords,
    Site,
)
from newsgen.reading.content.address_settings import read_addresses, read_base_url
from newsgen.reading.content.check_settings import read_switches
from newsgen.reading.content.compress import read_compression
from newsgen.reading.content.contact import read_contact
from newsgen.reading.content.editions import edition_texts
from newsgen.reading.content.elsewhere import ELSEWHERE_KEYS, read_did, read_same_as
from newsgen.reading.content.extra_fields import extra_fields
from newsgen.reading.content.feed_settings import read_feeds
from newsgen.reading.content.host import read_host
from newsgen.reading.content.languages import LANGUAGE_HINT, is_language
from newsgen.reading.content.licenses import read_license
from newsgen.reading.content.machine_settings import MACHINE_KEYS, read_machines
from newsgen.reading.content.markdown_settings import read_markdown
from newsgen.reading.content.plugins import read_plugins
from newsgen.reading.content.section_settings import read_sections
from newsgen.reading.content.theme import read_theme
from newsgen.reading.files.text import decode_text
from newsgen.reading.files.well_known_paths import CONFIG
from newsgen.reading.yaml.fields import Fields
from newsgen.reading.yaml.yaml_values import Keys, parse_yaml

CONFIG_KEYS = (
    "name", "url", "description", "language", "languages", "timezone", "publisher", "sections",
    "report_errors_to", "formats", "per_page", "urls", "feed", "markdown", "theme",
    "social_cards", "documents", "pictures", "extra", "check", "plugins", "host",
    "compress", "license", *ELSEWHERE_KEYS, *MACHINE_KEYS,
)  # fmt: skip

DOCUMENT_KEYS = ("allow",)
PICTURE_KEYS = ("words",)

FORMATS = (HTML, TEXT, JSON, MARKDOWN)
PICTURE_WORDS = ("from-file", "none")

MAX_PER_PAGE = 1000


def read_config(content: bytes) -> FileRecord:
    """The settings in these bytes; an empty file holds the defaults."""
    digest = digest_bytes(content)
    if not content.strip():
        return FileRecord(path=CONFIG, kind="config", digest=digest, head=Site())
    text = decode_text(content, CONFIG)
    if isinstance(text, Problem):
        return FileRecord(path=CONFIG, kind="config", digest=digest, problems=(text,))
    document = parse_yaml(text, CONFIG)
    keys = document.value
    if keys is None and not document.problems:
        return FileRecord(path=CONFIG, kind="config", digest=digest, head=Site())
    if not isinstance(keys, Keys):
        problems = document.problems or (_not_keys(),)
        return FileRecord(path=CONFIG, kind="config", digest=digest, problems=problems)
    fields = Fields(keys, CONFIG, CONFIG_KEYS, UTC)
    fields.problems[:0] = document.problems
    site = _site(fields)
    problems = tuple(sorted(fields.problems))
    return FileRecord(
        path=CONFIG,
        kind="config",
        digest=digest,
        head=None if has_errors(problems) else site,
        problems=problems,
    )


def _site(fields: Fields) -> Site:
    defaults = Site()
    urls, ascii_slugs = read_addresses(fields, defaults)
    markdown = read_markdown(fields)
    documents = fields.within("documents", DOCUMENT_KEYS)
    pictures = fields.within("pictures", PICTURE_KEYS)
    plugins = read_plugins(fields)
    url = read_base_url(fields)
    site = Site(
        name=fields.text("name", defaults.name),
        url=url,
        description=fields.text("description"),
        language=_language(fields, defaults.language),
        timezone=_timezone(fields, defaults.timezone),
        publisher=fields.text("publisher"),
        formats=_formats(fields, defaults.formats),
        report_errors_to=read_contact(fields, "report_errors_to"),
        sections=read_sections(fields),
        languages=edition_texts(fields),
        per_page=fields.integer("per_page", defaults.per_page, 1, MAX_PER_PAGE),
        urls=urls,
        ascii_slugs=ascii_slugs,
        feeds=read_feeds(fields),
        markdown_extensions=markdown.extensions,
        markdown_classes=markdown.classes,
        social_cards=fields.flag("social_cards"),
        documents=_documents(documents) if documents else (),
        picture_words=_picture_words(pictures) if pictures else defaults.picture_words,
        theme=read_theme(fields),
        extra=extra_fields(fields),
        check=read_switches(fields, plugins),
        plugins=plugins,
        markdown_dialect=markdown.dialect,
        license=read_license(fields),
        same_as=read_same_as(fields),
        did=read_did(fields),
        machines=read_machines(fields),
        host=read_host(fields, url),
        compress=read_compression(fields),
    )
    for inner in (documents, pictures):
        if inner is not None:
            fields.adopt(inner)
    return site


def _formats(fields: Fields, default: tuple[str, ...]) -> tuple[str, ...]:
    """The formats of the site, in the order in which newsgen names them."""
    entry = fields.entry("formats")
    if entry is None:
        return default
    found = set()
    for scalar in fields.scalars("formats"):
        if scalar.text in FORMATS:
            found.add(scalar.text)
        else:
            message = f"`{scalar.text}` is no format of a site."
            fields.note(scalar, "NG022", message, f"The formats are: {', '.join(FORMATS)}.")
    if HTML not in found:
        fields.note(entry.value, "NG022", "`formats` is without `html`.", "Write [html, text].")
    return tuple(one for one in FORMATS if one in found)


def _documents(fields: Fields) -> tuple[str, ...]:
    """The endings of further documents, in lower case and without their dot."""
    endings = []
    for scalar in fields.scalars("allow"):
        ending = scalar.text.removeprefix(".").lower()
        if can_be_allowed(ending):
            endings.append(ending)
        else:
            message = f"Files of the type `{scalar.text}` cannot be allowed."
            hint = "Browsers or hosts may run them, or they are articles or pictures."
            fields.note(scalar, "NG022", message, hint)
    return tuple(sorted(set(endings)))


def _picture_words(fields: Fields) -> PictureWords:
    word = fields.choice("words", PICTURE_WORDS, "") if "words" in fields else ""
    return "from-file" if word == "from-file" else "none" if word else ""


def _language(fields: Fields, default: str) -> str:
    tag = fields.text("language", default)
    entry = fields.entry("language")
    if entry is not None and not is_language(tag):
        fields.note(entry.value, "NG022", f"`{tag}` is no language tag.", LANGUAGE_HINT)
        return default
    return tag


def _timezone(fields: Fields, default: str) -> str:
    name = fields.text("timezone", default)
    entry = fields.entry("timezone")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        if entry is not None:
            hint = "Write an IANA name such as Europe/Kyiv or America/New_York."
            fields.note(entry.value, "NG051", f"The time zone `{name}` is not known.", hint)
        return default
    return name


def _not_keys() -> Problem:
    return Problem.at(
        CONFIG,
        TOP,
        "NG016",
        "The file is not a list of keys and values.",
        "Begin with `name: The name of your newsroom`.",
    )
