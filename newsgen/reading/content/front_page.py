"""Reads the edited front page: `content/front.yaml`, and `content/front.uk.yaml` for another edition."""

from __future__ import annotations

from datetime import UTC

from newsgen.model.article import Reference
from newsgen.model.digest import digest_bytes
from newsgen.model.names import tagged_name
from newsgen.model.problem import Problem, has_errors
from newsgen.model.records import BLOCK_SIZES, BlockPlan, FileRecord, FrontHead
from newsgen.reading.files.text import decode_text
from newsgen.reading.yaml.fields import Fields
from newsgen.reading.yaml.yaml_values import Items, Keys, Scalar, Value, parse_yaml

FRONT_KEYS = ("lead", "picks", "opinion", "blocks")
BLOCK_KEYS = ("section", "size", "articles")

MAX_PICKS = 12

_BLOCK_HINT = "Write `- world`, or `- {section: world, size: large}`."


def read_front(path: str, content: bytes) -> FileRecord:
    """The front page in these bytes; an empty file says nothing, and `priority` decides."""
    digest = digest_bytes(content)

    def record(problems: tuple[Problem, ...], head: FrontHead | None) -> FileRecord:
        return FileRecord(path=path, kind="front", digest=digest, head=head, problems=problems)

    empty = FrontHead(path, tagged_name(path).lang, None, (), None, None)
    if not content.strip():
        return record((), empty)
    text = decode_text(content, path)
    if isinstance(text, Problem):
        return record((text,), None)
    document = parse_yaml(text, path)
    keys = document.value
    if keys is None:
        return record(document.problems, None if document.problems else empty)
    if not isinstance(keys, Keys):
        problem = Problem.at(
            path,
            keys,
            "NG016",
            "The front page is not a list of keys and values.",
            "Begin with `lead:` and the slug of an article.",
        )
        return record((*document.problems, problem), None)
    fields = Fields(keys, path, FRONT_KEYS, UTC, " on the front page")
    fields.problems[:0] = document.problems
    head = empty._replace(
        lead=_lead(fields),
        picks=_articles(fields, "picks"),
        opinion=_articles(fields, "opinion") if "opinion" in fields else None,
        blocks=_blocks(fields) if "blocks" in fields else None,
    )
    problems = tuple(sorted(fields.problems))
    return record(problems, None if has_errors(problems) else head)


def _lead(fields: Fields) -> Reference | None:
    name, entry = fields.text("lead"), fields.entry("lead")
    return Reference(name, entry.value.line, entry.value.column) if name and entry else None


def _articles(fields: Fields, key: str) -> tuple[Reference, ...]:
    found = [Reference(one.text, one.line, one.column) for one in fields.scalars(key)]
    for extra in found[MAX_PICKS:]:
        message = f"`{key}` holds more than {MAX_PICKS} articles."
        fields.note(extra, "NG019", message, "Let a section's block show the others.")
    return tuple(found[:MAX_PICKS])


def _blocks(fields: Fields) -> tuple[BlockPlan, ...]:
    entry = fields.entry("blocks")
    if entry is None:
        return ()
    if not isinstance(entry.value, Items):
        fields.wrong_type("blocks", entry, "a list of sections")
        return ()
    plans: dict[str, BlockPlan] = {}
    for value in entry.value.items:
        plan = _block(fields, value)
        if plan is None:
            continue
        first = plans.setdefault(plan.section.target, plan)
        if first is not plan:
            message = f"The section `{plan.section.target}` has two blocks."
            fields.note(value, "NG014", message, "Keep one of the two.")
    return tuple(plans.values())


def _block(fields: Fields, value: Value) -> BlockPlan | None:
    if isinstance(value, Scalar):
        name = " ".join(value.text.split())
        return BlockPlan(Reference(name, value.line, value.column), "", ()) if name else None
    if not isinstance(value, Keys):
        fields.note(value, "NG019", "A block is a section, or section and size.", _BLOCK_HINT)
        return None
    inner = fields.nested(value, BLOCK_KEYS, " in a block")
    inner.require("section", _BLOCK_HINT)
    name, entry = inner.text("section"), inner.entry("section")
    size = inner.choice("size", BLOCK_SIZES, "")
    articles = _articles(inner, "articles")
    fields.adopt(inner)
    if not name or entry is None:
        return None
    return BlockPlan(Reference(name, entry.value.line, entry.value.column), size, articles)
