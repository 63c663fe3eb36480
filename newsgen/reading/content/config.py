"""Reads `newsgen.yaml` to the site's settings."""

from __future__ import annotations

import re
from datetime import UTC
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsgen.model.codes import RULE_NAMES, is_plugin_code
from newsgen.model.digest import digest_bytes
from newsgen.model.documents import can_be_allowed
from newsgen.model.plugin import PluginSpec
from newsgen.model.problem import TOP, Problem, has_errors
from newsgen.model.records import FileRecord
from newsgen.model.site import (
    HTML,
    JSON,
    MARKDOWN,
    TEXT,
    Dialect,
    Level,
    PictureWords,
    SectionName,
    Site,
    Switch,
    Urls,
)
from newsgen.model.slug import slug_fault, slug_of
from newsgen.reading.content.aliases import read_aliases
from newsgen.reading.content.compress import read_compression
from newsgen.reading.content.contact import read_contact
from newsgen.reading.content.editions import SECTION_KEYS, edition_texts, section_titles
from newsgen.reading.content.elsewhere import ELSEWHERE_KEYS, read_did, read_same_as
from newsgen.reading.content.extra_fields import extra_fields
from newsgen.reading.content.feed_settings import read_feeds
from newsgen.reading.content.host import read_host
from newsgen.reading.content.languages import LANGUAGE_HINT, is_language
from newsgen.reading.content.licenses import read_license
from newsgen.reading.content.machine_settings import MACHINE_KEYS, read_machines
from newsgen.reading.content.media_topics import read_media_topic
from newsgen.reading.content.plugins import read_plugins
from newsgen.reading.content.theme import read_theme
from newsgen.reading.files.text import decode_text
from newsgen.reading.files.well_known_paths import CONFIG
from newsgen.reading.urls import base_url_fault, with_slash
from newsgen.reading.yaml.fields import Fields
from newsgen.reading.yaml.yaml_values import Items, Keys, Scalar, Value, parse_yaml

CONFIG_KEYS = (
    "name", "url", "description", "language", "languages", "timezone", "publisher", "sections",
    "report_errors_to", "formats", "per_page", "urls", "feed", "markdown", "theme",
    "social_cards", "documents", "pictures", "extra", "check", "plugins", "host",
    "compress", "license", *ELSEWHERE_KEYS, *MACHINE_KEYS,
)  # fmt: skip

MARKDOWN_KEYS = ("dialect", "extensions", "classes")
DIALECTS: tuple[Dialect, ...] = ("commonmark", "classic")
DOCUMENT_KEYS = ("allow",)
PICTURE_KEYS = ("words",)

FORMATS = (HTML, TEXT, JSON, MARKDOWN)
URLS = ("files", "directory")
URLS_KEYS = ("form", "ascii")
PICTURE_WORDS = ("from-file", "none")
LEVELS: dict[str, Level] = {"error": "error", "warning": "warning", "off": "off"}

MAX_PER_PAGE = 1000

_CLASS = re.compile(r"[^\W\d][\w-]*")
_CODES = {name: code for code, name in RULE_NAMES.items()}


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
    urls, ascii_slugs = _addresses(fields, defaults)
    markdown = fields.within("markdown", MARKDOWN_KEYS)
    documents = fields.within("documents", DOCUMENT_KEYS)
    pictures = fields.within("pictures", PICTURE_KEYS)
    plugins = read_plugins(fields)
    check = fields.within("check", _rules(fields, plugins))
    url = _url(fields)
    site = Site(
        name=fields.text("name", defaults.name),
        url=url,
        description=fields.text("description"),
        language=_language(fields, defaults.language),
        timezone=_timezone(fields, defaults.timezone),
        publisher=fields.text("publisher"),
        formats=_formats(fields, defaults.formats),
        report_errors_to=read_contact(fields, "report_errors_to"),
        sections=_sections(fields),
        languages=edition_texts(fields),
        per_page=fields.integer("per_page", defaults.per_page, 1, MAX_PER_PAGE),
        urls=urls,
        ascii_slugs=ascii_slugs,
        feeds=read_feeds(fields),
        markdown_extensions=_extensions(markdown) if markdown else (),
        markdown_classes=_classes(markdown) if markdown else (),
        social_cards=fields.flag("social_cards"),
        documents=_documents(documents) if documents else (),
        picture_words=_picture_words(pictures) if pictures else defaults.picture_words,
        theme=read_theme(fields),
        extra=extra_fields(fields),
        check=_switches(check) if check else (),
        plugins=plugins,
        markdown_dialect=_dialect(markdown) if markdown else defaults.markdown_dialect,
        license=read_license(fields),
        same_as=read_same_as(fields),
        did=read_did(fields),
        machines=read_machines(fields),
        host=read_host(fields, url),
        compress=read_compression(fields),
    )
    for inner in (markdown, documents, pictures, check):
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


def _dialect(fields: Fields) -> Dialect:
    word = fields.choice("dialect", DIALECTS, DIALECTS[0])
    return "classic" if word == "classic" else "commonmark"


def _extensions(fields: Fields) -> tuple[str, ...]:
    """The Markdown extensions that can be loaded."""
    loaded = []
    for scalar in fields.scalars("extensions"):
        # By need: few sites name extensions, and every build reads its configuration.
        from newsgen.reading.markdown.converter import loading_fault

        fault = loading_fault(scalar.text)
        if fault:
            message = f"The Markdown extension `{scalar.text}` cannot be loaded: {fault}."
            hint = "Look at its name, and install its package beside newsgen."
            fields.note(scalar, "NG300", message, hint)
        else:
            loaded.append(scalar.text)
    return tuple(dict.fromkeys(loaded))


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


def _classes(fields: Fields) -> tuple[str, ...]:
    """The classes that bodies may have beside those of every site."""
    allowed = []
    for scalar in fields.scalars("classes"):
        if _CLASS.fullmatch(scalar.text):
            allowed.append(scalar.text)
        else:
            message = f"`{scalar.text}` is no class."
            fields.note(scalar, "NG022", message, "Use letters, digits and hyphens.")
    return tuple(sorted(set(allowed)))


def _rules(fields: Fields, plugins: tuple[PluginSpec, ...]) -> list[str]:
    """The rules that `check` may name: those of plugins by their codes, which nobody knows yet."""
    entry = fields.entry("check")
    written = entry.value.entries if entry and isinstance(entry.value, Keys) else ()
    of_plugins = (one for one in written if is_plugin_code(one)) if plugins else ()
    return [*RULE_NAMES, *_CODES, *of_plugins]


def _switches(fields: Fields) -> tuple[Switch, ...]:
    """The level of each rule that is named, by its code or its name."""
    switches = []
    for code, name in RULE_NAMES.items():
        if code in fields:
            fields.rename(name, code)
        key = code if code in fields else name
        if key in fields:
            switches.append(Switch(code, LEVELS[fields.choice(key, LEVELS, "error")]))
    for key, entry in fields.entries():
        if is_plugin_code(key):
            level = LEVELS[fields.choice(key, LEVELS, "error")]
            switches.append(Switch(key, level, entry.line, entry.column))
    return tuple(switches)


def _picture_words(fields: Fields) -> PictureWords:
    word = fields.choice("words", PICTURE_WORDS, "") if "words" in fields else ""
    return "from-file" if word == "from-file" else "none" if word else ""


def _addresses(fields: Fields, defaults: Site) -> tuple[Urls, bool]:
    """The form of addresses, and whether new slugs are ASCII: a word, or a mapping of both."""
    entry = fields.entry("urls")
    if entry is None or not isinstance(entry.value, Keys):
        return _form(fields.choice("urls", URLS, defaults.urls)), False
    inner = fields.nested(entry.value, URLS_KEYS, " in `urls`")
    form = _form(inner.choice("form", URLS, defaults.urls))
    ascii_slugs = inner.flag("ascii")
    fields.adopt(inner)
    return form, ascii_slugs


def _form(word: str) -> Urls:
    return "directory" if word == "directory" else "files"


def _url(fields: Fields) -> str:
    url = fields.url("url")
    entry = fields.entry("url")
    if entry is None or not url:
        return ""
    fault = base_url_fault(url)
    if fault:
        fields.note(entry.value, "NG024", fault, "Write the address of the front page.")
        return ""
    return with_slash(url)


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


def _sections(fields: Fields) -> tuple[SectionName, ...]:
    """Sections as a list of slugs, of one-key mappings `world: World`, or of slug and title."""
    entry = fields.entry("sections")
    if entry is None:
        return ()
    if isinstance(entry.value, Keys):
        named = [(key, inner.value) for key, inner in entry.value.entries.items()]
        found = [_titled(fields, key, value) for key, value in named]
    elif isinstance(entry.value, Items):
        found = [_section(fields, value) for value in entry.value.items]
    else:
        fields.wrong_type("sections", entry, "a list of sections")
        return ()
    sections = {section.slug: section for section in found if section is not None}
    return tuple(sections.values())


def _titled(fields: Fields, slug: str, value: Value) -> SectionName | None:
    title = value.text if isinstance(value, Scalar) else ""
    return _checked(fields, value, slug, title)


def _section(fields: Fields, value: Value) -> SectionName | None:
    if isinstance(value, Scalar):
        return _checked(fields, value, slug_of(value.text), value.text)
    if isinstance(value, Keys) and "slug" not in value.entries and "title" not in value.entries:
        key, inner = next(iter(value.entries.items()))
        return _titled(fields, key, inner.value)
    if not isinstance(value, Keys):
        fields.note(value, "NG019", "A section is a name, or slug and title.", "Write `- world`.")
        return None
    inner_fields = fields.nested(value, SECTION_KEYS, " in a section")
    title = inner_fields.text("title")
    titles, topic = section_titles(inner_fields), read_media_topic(inner_fields)
    aliases = read_aliases(inner_fields)
    slug = inner_fields.slug("slug") if "slug" in inner_fields else slug_of(title)
    if not slug and "slug" not in inner_fields:
        inner_fields.require("slug", "Write slug: world.")
    fields.adopt(inner_fields)
    section = _checked(fields, value, slug, title) if slug else None
    return section and section._replace(titles=titles, media_topic=topic, aliases=aliases)


def _checked(fields: Fields, place: Value, slug: str, title: str) -> SectionName | None:
    fault = slug_fault(slug)
    if fault or slug != slug_of(slug):
        message = f"The section `{slug}` {fault or 'is no slug'}."
        fields.note(place, "NG023", message, "Use lower-case letters, digits and hyphens.")
        return None
    return SectionName(slug, title or slug.replace("-", " ").capitalize())


def _not_keys() -> Problem:
    return Problem.at(
        CONFIG,
        TOP,
        "NG016",
        "The file is not a list of keys and values.",
        "Begin with `name: The name of your newsroom`.",
    )
