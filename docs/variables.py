"""What each template sees, found out by building a site that uses everything and looking on."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jinja2
from jinja2.meta import find_referenced_templates
from markupsafe import Markup

from newsgen.model import article_views, views
from newsgen.model.article import Claim
from newsgen.model.moment import Moment
from newsgen.rendering.environment import environment
from newsgen.rendering.locale_format import LocaleFormats
from tests.support.everything import everything

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"

Seen = dict[str, dict[str, list[Any]]]
"""By template and variable, the values that it had."""

_HEAD = """\
# What templates see

Every template with every variable that it is given, and every record with its fields. \
The examples are of a site made up for tests. [Templates](templates.md) says what they \
mean and how to change a template.

<!-- Made by docs/make.py from the views in newsgen/model/ and a build of tests/support/everything.py. -->
"""

_SHOWN = 60
_HASH = re.compile(r"\.[0-9a-f]{10}(?=[./-])")
_SIMPLE = {
    "str": "text", "int": "number", "float": "number", "bool": "true or false", "Markup": "HTML",
    "dict": "mapping", "NoneType": "none", "Undefined": "none",
}  # fmt: skip


def variables_page() -> str:
    """The whole page, in Markdown."""
    seen = looked_on()
    examples = _examples(seen)
    parts = [_HEAD, "## Templates\n"]
    for name in sorted(one.relative_to(TEMPLATES).as_posix() for one in TEMPLATES.rglob("*.html")):
        parts.append(_template(name, seen.get(name, {})))
    parts.append("## Records\n")
    for record in records():
        parts.append(_record(record, examples))
    return "\n".join(parts)


def records() -> list[type]:
    """The records that templates see, by name."""
    own = [
        one
        for module in (views, article_views)
        for one in vars(module).values()
        if isinstance(one, type) and one.__module__ == module.__name__
    ]
    return sorted((Claim, Moment, *own), key=called)


def called(record: type) -> str:
    """What a record is called in the documentation."""
    return record.__name__.removesuffix("View")


def looked_on() -> Seen:
    """What the templates were given in a build of the site that uses everything."""
    seen: Seen = {}
    with tempfile.TemporaryDirectory() as folder, _overheard(seen):
        problems = everything(Path(folder, "site")).build().problems
    if problems:
        raise ValueError(f"the site that uses everything has problems: {problems}")
    return seen


@contextmanager
def _overheard(seen: Seen) -> Iterator[None]:
    """Writes down with what each template is rendered in the block."""
    render = jinja2.Template.render

    def overhear(template: jinja2.Template, *given: Any, **named: Any) -> str:
        values = seen.setdefault(str(template.name), {})
        for role, value in dict(*given, **named).items():
            values.setdefault(role, []).append(value)
        return render(template, *given, **named)

    jinja2.Template.render = overhear  # type: ignore[method-assign]
    try:
        yield
    finally:
        jinja2.Template.render = render  # type: ignore[method-assign]


def _template(name: str, values: Mapping[str, list[Any]]) -> str:
    lines = [f"### {name}\n"]
    if values:
        lines += ["| variable | type | example |", "|---|---|---|"]
        for role, given in values.items():
            lines.append(f"| `{role}` | {_type_of(given)} | {_example(_best(given))} |")
    else:
        users = ", ".join(f"`{one}`" for one in _users(name))
        lines.append(f"A part of {users}; it sees what that sees, or what its macros are given.")
    return "\n".join([*lines, ""])


def _users(name: str) -> list[str]:
    """The templates that name this one."""
    # Nothing is rendered with it, so it needs no resources.
    parse = environment(None, LocaleFormats(None)).parse  # type: ignore[arg-type]
    return sorted(
        file.relative_to(TEMPLATES).as_posix()
        for file in TEMPLATES.rglob("*.html")
        if name in find_referenced_templates(parse(file.read_text("utf-8")))
    )


def _record(record: type, examples: Mapping[tuple[str, str], Any]) -> str:
    lines = [f"### {called(record)}\n", str(record.__doc__).strip().partition("\n\n")[0], ""]
    lines += ["| field | type | example |", "|---|---|---|"]
    for field, annotation in record.__annotations__.items():
        example = _example(examples.get((record.__name__, field)))
        # A NamedTuple wraps what it was annotated with.
        text = getattr(annotation, "__forward_arg__", annotation)
        lines.append(f"| `{field}` | {_annotated(str(text))} | {example} |")
    return "\n".join([*lines, ""])


def _annotated(annotation: str) -> str:
    """A type as people say it: `tuple[Card, ...] | None` is Cards or none."""
    words = []
    for one in annotation.split(" | "):
        many = re.fullmatch(r"tuple\[(.+), \.\.\.\]", one)
        name = (many[1] if many else one).removesuffix("View")
        words.append(_many(name) if many else _SIMPLE.get(name, "none" if name == "None" else name))
    return " or ".join(words)


def _type_of(given: list[Any]) -> str:
    """The types of the values, none last."""
    found = {name for one in given for name in _value_types(one)}
    return " or ".join(sorted(found, key=lambda name: (name == "none", name))) or "empty"


def _value_types(value: Any) -> set[str]:
    """What a value is; what is in it, of a tuple."""
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return {_many(name) for one in value for name in _value_types(one)}
    name = type(value).__name__
    return {_SIMPLE.get(name, name.removesuffix("View"))}


def _many(name: str) -> str:
    name = _SIMPLE.get(name, name)
    if name.startswith("tuple") or name.endswith("s"):
        return "pairs"
    return f"{name.removesuffix('y')}ies" if name.endswith("y") else f"{name}s"


def _best(given: list[Any]) -> Any:
    """The first value that says something."""
    return next((one for one in given if one not in (None, "", ())), given[0])


def _examples(seen: Seen) -> dict[tuple[str, str], Any]:
    """The first value of each field of each record that says something."""
    found: dict[tuple[str, str], Any] = {}
    waiting = [one for values in seen.values() for given in values.values() for one in given]
    known: set[int] = set()
    for value in waiting:
        if id(value) in known:
            continue
        known.add(id(value))
        if isinstance(value, tuple | list):
            waiting += list(value)
        fields = _fields(value)
        for field in fields:
            inner = getattr(value, field)
            waiting.append(inner)
            key = (type(value).__name__, field)
            if found.get(key) in (None, "", ()):
                found[key] = inner
    return found


def _fields(value: Any) -> tuple[str, ...]:
    return tuple(getattr(value, "_fields", ()))


def _example(value: Any) -> str:
    text = _HASH.sub(".…", _told(value)).replace("|", "\\|").replace("\n", " ")
    return f"`{text}`" if text else ""


def _told(value: Any) -> str:
    """A value in a few words."""
    if isinstance(value, Moment):
        return f"Moment({value.seconds})"
    if isinstance(value, Markup | str):
        short = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"
        return f'"{short}"'
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        more = ", …" if len(value) > 2 else ""
        return f"({', '.join(map(_told, value[:2]))}{more})"
    if isinstance(value, Mapping):
        first = next(iter(value.items()), None)
        return f"{{{_told(first[0])}: {_told(first[1])}, …}}" if first else "{}"
    fields = _fields(value)
    if not fields:
        return str(value).lower() if isinstance(value, bool | None) else str(value)
    texts = (one for one in ("headline", "title", "name", "text", "src") if one in fields)
    shown = next((f"{one}={_told(getattr(value, one))}, " for one in texts), "")
    return f"{type(value).__name__.removesuffix('View')}({shown}…)"
