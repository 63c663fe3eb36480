"""Reads the sections of a site, in the order in which it shows them."""

from __future__ import annotations

from newsgen.model.site import SectionName
from newsgen.model.slug import slug_fault, slug_of
from newsgen.reading.content.aliases import read_aliases
from newsgen.reading.content.editions import SECTION_KEYS, section_titles
from newsgen.reading.content.media_topics import read_media_topic
from newsgen.reading.yaml.fields import Fields
from newsgen.reading.yaml.yaml_values import Items, Keys, Scalar, Value


def read_sections(fields: Fields) -> tuple[SectionName, ...]:
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
