"""Reads the sources that an article names, and the newsroom's registry of them."""

from __future__ import annotations

from datetime import UTC

from newsgen.model.digest import digest_bytes
from newsgen.model.problem import Problem, has_errors
from newsgen.model.records import FileRecord, RegistryHead
from newsgen.model.slug import slug_fault, slug_of
from newsgen.model.source import ANONYMOUS, RegistrySource, SourceReference
from newsgen.reading.files.text import decode_text
from newsgen.reading.files.well_known_paths import REGISTRY
from newsgen.reading.yaml.bounds import HINT, LENGTHS
from newsgen.reading.yaml.fields import Fields
from newsgen.reading.yaml.yaml_values import Items, Keys, Scalar, Value, parse_yaml

SOURCE_KEYS = frozenset((
    "id", "name", "url", "title", "kind", "published", "accessed", "archive", "page", "note",
    "attribution", "reason", "via",
))  # fmt: skip
REGISTRY_KEYS = (
    "id", "name", "url", "kind", "note", "ownership", "attribution", "reason", "via",
)  # fmt: skip

UNRECORDED = "unrecorded"
"""Stands behind `sources:` in an article of an archive that never recorded them."""

SOURCES_HINT = "Name who says so: sources: [Reuters, The New York Times]."
_ID_HINT = "Use letters, digits and hyphens, as in `us-officials`."


def read_sources(fields: Fields) -> tuple[SourceReference, ...]:
    """An article's sources in their order; a name alone is a source of that name or id."""
    if not fields.require("sources", SOURCES_HINT):
        return ()
    entry = fields.entry("sources")
    if entry is None:
        return ()
    if is_unrecorded(fields):
        return ()
    values = entry.value.items if isinstance(entry.value, Items) else (entry.value,)
    if not values:
        fields.note(entry.value, "NG018", "`sources` is empty.", SOURCES_HINT)
        return ()
    if isinstance(entry.value, Scalar):
        fields.lone("sources", entry.value)
    fields.count("sources", values)
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
    # An article's page must not change with what stands above its sources.
    named = tuple([one._replace(line=one.line - entry.line) for one in found.values()])
    return _without_names(named)


def is_unrecorded(fields: Fields) -> bool:
    """Whether the article says that nobody recorded its sources: the word alone, and not in quotes."""
    entry = fields.entry("sources")
    value = entry.value if entry else None
    return isinstance(value, Scalar) and value.plain and value.text == UNRECORDED


def _without_names(sources: tuple[SourceReference, ...]) -> tuple[SourceReference, ...]:
    """The sources, none of which says that it comes from one that is not to be named."""
    if not any(one.attribution for one in sources):
        return sources
    attributions = {one.id: one.attribution for one in sources if one.attribution}
    attributions |= {slug_of(one.name): one.attribution for one in sources if one.attribution}
    return tuple(
        one._replace(via=attributions.get(slug_of(one.via), one.via)) if one.via else one
        for one in sources
    )


def read_registry(content: bytes) -> FileRecord:
    """The registry in these bytes: a list of sources, each a mapping with at least an id or a name."""
    digest = digest_bytes(content)

    def record(problems: tuple[Problem, ...], head: RegistryHead | None) -> FileRecord:
        return FileRecord(
            path=REGISTRY, kind="registry", digest=digest, head=head, problems=problems
        )

    if not content.strip():
        return record((), RegistryHead(()))
    text = decode_text(content, REGISTRY)
    if isinstance(text, Problem):
        return record((text,), None)
    document = parse_yaml(text, REGISTRY)
    if document.value is None:
        return record(document.problems, None if document.problems else RegistryHead(()))
    if not isinstance(document.value, Items):
        problem = Problem.at(
            REGISTRY,
            document.value,
            "NG019",
            "The registry is not a list of sources.",
            "Begin each source with a dash: `- id: reuters`.",
        )
        return record((*document.problems, problem), None)
    problems = list(document.problems)
    sources = _registered(document.value, problems)
    return record(tuple(sorted(problems)), None if has_errors(problems) else RegistryHead(sources))


def _registered(items: Items, problems: list[Problem]) -> tuple[RegistrySource, ...]:
    sources: dict[str, RegistrySource] = {}
    for value in items.items:
        if not isinstance(value, Keys):
            message = "A source of the registry is a list of keys and values."
            hint = "Write `- id: reuters`, and `name:` on the next line."
            problems.append(_at(value, "NG019", message, hint))
            continue
        fields = Fields(value, REGISTRY, REGISTRY_KEYS, UTC, " in a source")
        source = _registry_source(fields, value)
        problems += fields.problems
        if source is None:
            continue
        first = sources.setdefault(source.id, source)
        if first is not source:
            message = f"The id `{source.id}` stands twice; it is first on line {first.line}."
            entry = fields.entry("id") or fields.entry("name")
            problems.append(
                _at(entry.value if entry else value, "NG014", message, "Give it another id.")
            )
    return tuple(sources.values())


def _registry_source(fields: Fields, value: Keys) -> RegistrySource | None:
    source_id, name = _identity(fields)
    if not source_id:
        return None
    source = RegistrySource(
        id=source_id,
        name=name or source_id,
        url=fields.url("url"),
        kind=fields.text("kind"),
        note=fields.text("note"),
        ownership=fields.text("ownership"),
        attribution=fields.text("attribution"),
        reason=fields.text("reason"),
        via=fields.text("via"),
        line=value.line,
    )
    if source.kind == ANONYMOUS and not source.reason:
        _without_reason(fields, value, source.name)
    return source


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
    if len(name) > LENGTHS["name"]:
        message = (
            f"The name of a source has {len(name):,} characters; {LENGTHS['name']} are the most."
        )
        fields.note(value, "NG362", message, HINT)
        return None
    source_id = slug_of(name)
    if not source_id:
        fields.note(value, "NG018", "A source has no name.", SOURCES_HINT)
        return None
    fault = slug_fault(source_id)
    if fault:
        message = f"The source `{name}` {fault} as part of an address."
        fields.note(value, "NG082", message, "Write `id:` and a short one below its `name:`.")
        return None
    return SourceReference(
        source_id, name, "", "", "", None, None, "", "", "", "", "", "", value.line
    )


def _described(fields: Fields, value: Keys) -> SourceReference | None:
    inner = fields.nested(value, SOURCE_KEYS, " in a source")
    source_id, name = _identity(inner)
    reference = SourceReference(
        source_id,
        name,
        inner.url("url"),
        inner.text("title"),
        inner.text("kind"),
        inner.moment("published"),
        inner.moment("accessed"),
        inner.url("archive"),
        inner.text("page"),
        inner.text("note"),
        inner.text("attribution"),
        inner.text("reason"),
        inner.text("via"),
        value.line,
    )
    if reference.kind == ANONYMOUS and not reference.reason:
        _without_reason(inner, value, name or source_id)
    fields.adopt(inner)
    return reference if source_id else None


def _identity(fields: Fields) -> tuple[str, str]:
    """The id and the name of a source; the id is "" where there is none that can be used."""
    name = fields.text("name")
    entry = fields.entry("id")
    if entry is None:
        if not fields.require("name", "Write who the source is: name: Reuters."):
            return "", ""
        source_id = slug_of(name)
        fault = slug_fault(source_id)
        place = fields.entry("name")
    else:
        source_id = entry.value.text if isinstance(entry.value, Scalar) else ""
        fault = slug_fault(source_id) or (
            "is not in lower case with hyphens" if slug_of(source_id) != source_id else None
        )
        place = entry
    if fault and place is not None:
        fields.note(place.value, "NG082", f"The id `{source_id}` {fault}.", _ID_HINT)
        return "", name
    return source_id, name


def _without_reason(fields: Fields, value: Keys, name: str) -> None:
    # Journalism Trust Initiative (CWA 17493), 12.1: a reader is told why a source is not named.
    message = f"The anonymous source `{name}` has no reason for its anonymity."
    hint = "Write `reason:` and why the source cannot be named."
    fields.note(fields.entry("kind") or value, "NG083", message, hint)


def _at(value: Value, code: str, message: str, hint: str) -> Problem:
    return Problem.at(REGISTRY, value, code, message, hint)
