"""The sources that an article names."""

from __future__ import annotations

from newsgen.model.article import SourceReference
from newsgen.model.slug import slug_fault, slug_of
from newsgen.reading.fields import Fields
from newsgen.reading.yaml_values import Items, Keys, Scalar, Value

SOURCE_KEYS = (
    "id", "name", "url", "title", "kind", "published", "accessed", "archive", "page",
)  # fmt: skip

SOURCES_HINT = "Name who says so: sources: [Reuters, The New York Times]."


def read_sources(fields: Fields) -> tuple[SourceReference, ...]:
    """The sources in their order; a name alone is a source of that name."""
    if not fields.require("sources", SOURCES_HINT):
        return ()
    entry = fields.entry("sources")
    if entry is None:
        return ()
    values = entry.value.items if isinstance(entry.value, Items) else (entry.value,)
    if not values:
        fields.note(entry.value, "NG018", "`sources` is empty.", SOURCES_HINT)
        return ()
    found: dict[str, SourceReference] = {}
    for value in values:
        source = _source(fields, value)
        if source is None:
            continue
        if source.id in found:
            message = f"The source `{source.id}` stands twice."
            fields.note(value, "NG014", message, "Keep one of the two.")
            continue
        found[source.id] = source
    return tuple(found.values())


def _source(fields: Fields, value: Value) -> SourceReference | None:
    if isinstance(value, Scalar):
        return _named(fields, value)
    if isinstance(value, Keys):
        return _described(fields, value)
    entry = fields.entry("sources")
    if entry is not None:
        fields.wrong_type("sources", entry, "a list of names or descriptions", value)
    return None


def _named(fields: Fields, value: Scalar) -> SourceReference | None:
    name = " ".join(value.text.split())
    if not slug_of(name):
        fields.note(value, "NG018", "A source has no name.", SOURCES_HINT)
        return None
    return SourceReference(slug_of(name), name)


def _described(fields: Fields, value: Keys) -> SourceReference | None:
    inner = fields.nested(value, SOURCE_KEYS, " in a source")
    name, source_id = inner.text("name"), inner.slug("id")
    if not name and "id" not in inner:
        inner.require("name", "Write who the source is: name: Reuters.")
    elif not source_id:
        source_id = slug_of(name)
        if not source_id or slug_fault(source_id):
            message = f"`{name}` gives the source no usable id."
            inner.note(value, "NG023", message, "Add `id:` with letters and hyphens.")
    reference = SourceReference(
        id=source_id,
        name=name or source_id,
        url=inner.url("url"),
        title=inner.text("title"),
        kind=inner.text("kind"),
        published=inner.moment("published"),
        accessed=inner.moment("accessed"),
        archive=inner.url("archive"),
        page=inner.text("page"),
    )
    fields.adopt(inner)
    return reference if source_id else None
