"""Reads which templates and static files a template needs, and which blocks it has."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from newsgen.model.article import Reference
from newsgen.model.digest import digest_bytes
from newsgen.model.problem import Position, Problem
from newsgen.model.records import FileRecord, TemplateHead
from newsgen.reading.files.text import decode_text

if TYPE_CHECKING:
    from jinja2.nodes import Node

_FUNCTIONS = {
    "asset": 'asset("style.css")',
    "inline_style": 'inline_style("style.css")',
    "sitewide": 'sitewide("parts/header.html")',
}


@lru_cache(256)
def read_template(path: str, name: str, content: bytes) -> FileRecord:
    """The record of the template `name`. What it names must be written out, so that it can be known.

    Remembered in the process: parsing the theme's is half of a small site's build.
    """
    # By need: a build in which no template changed does not load Jinja here.
    from jinja2 import Environment, TemplateSyntaxError, nodes

    digest = digest_bytes(content)

    def failed(problem: Problem) -> FileRecord:
        return FileRecord(path=path, kind="template", digest=digest, problems=(problem,))

    text = decode_text(content, path) if content.strip() else ""
    if isinstance(text, Problem):
        return failed(text)
    try:
        tree = Environment(autoescape=True, extensions=["jinja2.ext.do"]).parse(text, name)
    except TemplateSyntaxError as error:
        return failed(
            Problem.at(
                path,
                Position(error.lineno, 1),
                "NG060",
                f"The template does not parse: {error.message}",
                "Look at the braces and the block names around this line.",
            )
        )
    problems: list[Problem] = []
    templates: list[Reference] = []
    extends: list[str] = []
    called: dict[str, list[Reference]] = {name: [] for name in _FUNCTIONS}

    def not_literal(line: int, what: str) -> None:
        message = f"{what} takes a name that is written out."
        hint = "Write the name in quotes; newsgen must know it before it renders."
        problems.append(Problem.at(path, Position(line, 1), "NG064", message, hint))

    # Walked through once: to find each type by itself took longer than to parse the text.
    found = list(tree.find_all(nodes.Node))
    for node in _of(found, nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport):
        named = node.template
        if isinstance(named, nodes.Const) and isinstance(named.value, str):
            templates.append(Reference(named.value, node.lineno, 1))
            if isinstance(node, nodes.Extends):
                extends.append(named.value)
        else:
            not_literal(node.lineno, f"`{type(node).__name__.lower()}`")
    for call in _of(found, nodes.Call):
        function = call.node.name if isinstance(call.node, nodes.Name) else ""
        if function not in called:
            continue
        argument = call.args[0] if call.args else None
        if isinstance(argument, nodes.Const) and isinstance(argument.value, str):
            called[function].append(Reference(argument.value, call.lineno, 1))
        else:
            not_literal(call.lineno, f"`{_FUNCTIONS[function].partition('(')[0]}`")
    templates += called["sitewide"]
    problems += [_of_itself(path, one) for one in templates if one.target == name]
    blocks, inner = _blocks(found)
    data, needed = _data(found)
    head = TemplateHead(
        name=name,
        path=path,
        templates=tuple(dict.fromkeys(templates)),
        assets=tuple(dict.fromkeys(called["asset"])),
        inlined=tuple(dict.fromkeys(called["inline_style"])),
        extends=tuple(extends),
        blocks=blocks,
        inner=inner,
        data=data,
        needed=needed,
        sets_policy=_sets_policy(text, blocks, inner),
    )
    return FileRecord(
        path=path,
        kind="template",
        digest=digest,
        head=None if problems else head,
        problems=tuple(problems),
    )


def _sets_policy(text: str, blocks: tuple[Reference, ...], inner: tuple[str, ...]) -> bool:
    """Whether the template is a whole page, or writes the part of one that is its policy."""
    if any(one.target == "policy" for one in blocks) or "policy" in inner:
        return True
    lowered = text.lower()
    return "<html" in lowered or "content-security-policy" in lowered


def _of(found: list[Node], *types: type[Node]) -> list[Any]:
    """The nodes of these types, in their order."""
    return [one for one in found if isinstance(one, types)]


def _blocks(found: list[Node]) -> tuple[tuple[Reference, ...], tuple[str, ...]]:
    """The blocks within no other; the names of the others, and of those called by `self.NAME()`."""
    from jinja2 import nodes

    blocks = _of(found, nodes.Block)
    nested = {one.name for block in blocks for one in block.find_all(nodes.Block)}
    called = {
        one.attr
        for one in _of(found, nodes.Getattr)
        if isinstance(one.node, nodes.Name) and one.node.name == "self"
    }
    outer = tuple(Reference(one.name, one.lineno, 1) for one in blocks if one.name not in nested)
    return outer, tuple(sorted(nested | called))


def _data(found: list[Node]) -> tuple[tuple[str, ...], tuple[Reference, ...]]:
    """The data files that are named, "" for one whose name is computed; those that must be there.

    What the template asks for first (`is defined`, `default`) need not be, nor need what it
    may have a variable of its own for.
    """
    from jinja2 import nodes

    names: dict[str, Reference] = {}
    plain: set[int] = set()
    # `data.items()` is a way to all of them.
    called = {id(one.node) for one in _of(found, nodes.Call)}
    for one in _of(found, nodes.Getattr, nodes.Getitem):
        of = one.node
        if not (isinstance(of, nodes.Name) and of.name == "data") or id(one) in called:
            continue
        name = _member(one)
        if name:
            plain.add(id(of))
            names.setdefault(name, Reference(name, one.lineno, 1))
    uses = [one for one in _of(found, nodes.Name) if one.name == "data"]
    if any(one.ctx == "load" and id(one) not in plain for one in uses):
        names[""] = Reference("", 0, 0)
    asked = {
        _member(one.node)
        for one in _of(found, nodes.Test, nodes.Filter)
        if one.name in ("defined", "undefined", "default", "d")
        and isinstance(one.node, nodes.Getattr | nodes.Getitem)
    }
    has_own = any(one.ctx != "load" for one in uses) or any(
        "data" in _imported(one) for one in _of(found, nodes.Import, nodes.FromImport)
    )
    needed = () if has_own else tuple(
        one for name, one in names.items() if name and name not in asked
    )  # fmt: skip
    return tuple(sorted(names)), needed


def _member(node: Node) -> str:
    """The name in `data.NAME` or `data["NAME"]`, "" where it is computed."""
    from jinja2 import nodes

    if isinstance(node, nodes.Getattr):
        return node.attr
    argument = node.arg if isinstance(node, nodes.Getitem) else None
    is_text = isinstance(argument, nodes.Const) and isinstance(argument.value, str)
    return argument.value if is_text else ""  # type: ignore[union-attr]


def _imported(node: Node) -> list[str]:
    """The names that an import makes."""
    from jinja2 import nodes

    if isinstance(node, nodes.Import):
        return [node.target]
    names = node.names if isinstance(node, nodes.FromImport) else []
    return [one if isinstance(one, str) else one[1] for one in names]


def _of_itself(path: str, reference: Reference) -> Problem:
    return Problem.at(
        path,
        reference,
        "NG065",
        f"The template draws on itself, `{reference.target}`.",
        f"Write `theme:{reference.target}` for the theme's template of this name.",
    )
