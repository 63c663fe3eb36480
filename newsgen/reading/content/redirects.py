"""Reads `content/redirects.yaml`: old addresses of pages and folders, and where each leads."""

from __future__ import annotations

from datetime import UTC

from newsgen.model.digest import digest_bytes
from newsgen.model.problem import Problem, has_errors
from newsgen.model.records import GONE, SPLAT, FileRecord, RedirectRule, RedirectsHead
from newsgen.reading.content.aliases import page_of
from newsgen.reading.files.text import decode_text
from newsgen.reading.files.well_known_paths import REDIRECTS
from newsgen.reading.urls import absolute_url_fault, scheme_of
from newsgen.reading.yaml.fields import Fields
from newsgen.reading.yaml.yaml_values import Items, Keys, Scalar, Value, parse_yaml

REDIRECT_KEYS = ("from", "to", "status")

STATUSES = ("301", "302", "410")
"""Moved for good, moved for a while, gone."""

MAX_RULES = 20_000

_HINT = "Write `- {from: /old/name.html, to: /new/name.html}`."
_TO_HINT = "Write an address of this site that begins with `/`, or one that begins with https://."


def read_redirects(content: bytes) -> FileRecord:
    """The rules in these bytes, in their order; an empty file has none."""
    digest = digest_bytes(content)

    def record(problems: tuple[Problem, ...], head: RedirectsHead | None) -> FileRecord:
        return FileRecord(
            path=REDIRECTS, kind="redirects", digest=digest, head=head, problems=problems
        )

    text = decode_text(content, REDIRECTS) if content.strip() else ""
    if isinstance(text, Problem):
        return record((text,), None)
    document = parse_yaml(text, REDIRECTS)
    if document.value is None:
        return record(document.problems, None if document.problems else RedirectsHead(()))
    problems = [*document.problems]
    if not isinstance(document.value, Items):
        message = "The redirects are not a list."
        problems.append(Problem.at(REDIRECTS, document.value, "NG016", message, _HINT))
        return record(tuple(problems), None)
    rules: dict[str, RedirectRule] = {}
    for value in document.value.items[:MAX_RULES]:
        rule = _rule(value, problems)
        if rule is not None and rules.setdefault(rule.source, rule) is not rule:
            message = f"The address `{shown_source(rule.source)}` stands twice."
            problems.append(Problem.at(REDIRECTS, value, "NG014", message, "Keep one of the two."))
    if len(document.value.items) > MAX_RULES:
        message = f"There are more than {MAX_RULES:,} redirects."
        hint = "Let one rule with `*` stand for a whole folder."
        problems.append(
            Problem.at(REDIRECTS, document.value.items[MAX_RULES], "NG019", message, hint)
        )
    found = tuple(sorted(problems))
    head = None if has_errors(found) else RedirectsHead(tuple(rules.values()))
    return record(found, head)


def shown_source(source: str) -> str:
    """The address as readers have it."""
    return f"/{source.removesuffix('index.html')}"


def _rule(value: Value, problems: list[Problem]) -> RedirectRule | None:
    if not isinstance(value, Keys):
        message = "A redirect is `from`, `to` and perhaps `status`."
        problems.append(Problem.at(REDIRECTS, value, "NG019", message, _HINT))
        return None
    fields = Fields(value, REDIRECTS, REDIRECT_KEYS, UTC, " in a redirect")
    rule = _checked(fields)
    problems += fields.problems
    return None if has_errors(fields.problems) else rule


def _checked(fields: Fields) -> RedirectRule | None:
    status = int(fields.choice("status", STATUSES, STATUSES[0]))
    if not fields.require("from", _HINT):
        return None
    if status == GONE:
        if "to" in fields:
            entry = fields.entry("to")
            assert entry is not None
            fields.note(entry, "NG022", "What is gone (410) leads nowhere.", "Delete `to`.")
    elif not fields.require("to", _HINT):
        return None
    written, place = _scalar(fields, "from")
    address = written.removesuffix("*")
    has_splat = written.endswith("/*")
    if not address.startswith("/") or address.startswith("//"):
        message = f"`{written[:60]}` is no path of this site."
        fields.note(place, "NG456", message, "Write a path such as /old/*.")
        return None
    source = page_of(address, place, fields)
    if not source:
        return None
    if has_splat:
        source = f"{source.removesuffix('index.html')}*"
        if source == "*":
            message = "`/*` is every address of the site."
            fields.note(place, "NG456", message, "Name a folder before the `*`: /old/*.")
            return None
    target, to = _scalar(fields, "to") if status != GONE else ("", place)
    fault = _target_fault(target, has_splat=has_splat) if target else None
    if fault:
        fields.note(to, "NG456", fault, _TO_HINT)
        return None
    return RedirectRule(source, target, status, place.line, place.column)


def _scalar(fields: Fields, key: str) -> tuple[str, Value]:
    """A text on one line, as it is written, with its place."""
    entry = fields.entry(key)
    assert entry is not None
    value = entry.value
    return (value.text.strip() if isinstance(value, Scalar) else "", value)


def _target_fault(target: str, *, has_splat: bool) -> str | None:
    """Why a rule may not lead there, as a sentence; None where it may.

    A target stands in a line of a host's file: no sign in it may begin another value, or a rule.
    """
    shown = target[:60]
    if any(one.isspace() or not one.isprintable() for one in target):
        return f"`{shown}` holds a space or a character that is not seen."
    if any(one in target for one in "*\\\"'<>`{}|^$"):
        return f"`{shown}` holds a sign that is no part of an address."
    bare = target.removesuffix(SPLAT)
    if bare != target and not has_splat:
        return f"`{shown}` ends with `{SPLAT}`, and `from` has no `*`."
    if bare != target and not bare.endswith("/"):
        return f"`{SPLAT}` stands behind a slash."
    if target.startswith("/"):
        if target.startswith("//") or ":" in bare or ".." in bare.split("/"):
            return f"`{shown}` is no address of this site."
        return None
    if scheme_of(bare) != "https":
        return f"`{shown}` leads to another site, and not over HTTPS."
    return absolute_url_fault(bare)
