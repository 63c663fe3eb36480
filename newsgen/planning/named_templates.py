"""The templates that articles and standing pages name for themselves."""

from __future__ import annotations

from collections.abc import Iterable

from newsgen.model.article import Head, Reference
from newsgen.model.nearest import did_you_mean
from newsgen.model.problem import Problem, warning
from newsgen.model.records import FileRecord, PageHead, WithdrawnHead
from newsgen.planning.template_impact import PLACES
from newsgen.planning.templates import Templates
from newsgen.reading.files.file_kinds import THEME

_BASES = ("base.html", "text-base.html")


class NamedTemplates:
    """Chooses the template of a page, and collects what is wrong with those that are named."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates
        self._known: dict[tuple[str, str], tuple[str, str, str] | None] = {}
        self.problems: set[Problem] = set()

    def chosen(
        self, named: Reference | None, usual: str, path: str, *, is_draft: bool = False
    ) -> str:
        """The template that is named in the file at `path`, or the usual one of its kind.

        One that can't make the page is a problem, and the usual one takes its place.
        """
        if named is None:
            return usual
        key = named.target, usual
        if key not in self._known:
            self._known[key] = self._fault(*key)
        fault = self._known[key]
        if fault is None:
            return named.target
        code, message, hint = fault
        problem = Problem.at(path, named, code, message, hint)
        self.problems.add(warning(problem) if is_draft else problem)
        return usual

    def _fault(self, name: str, usual: str) -> tuple[str, str, str] | None:
        if name not in self._templates:
            able = [one for one in self._templates.names() if _can_make(one, usual)]
            hint = f"{did_you_mean(name, able)}Look at its name and folder below templates/."
            return "NG062", f"There is no template `{name}`.", hint
        if _can_make(name, usual):
            return None
        message = f"`{name}` makes no such page."
        return "NG337", message, f"Name a template that extends `{usual}` or is like it."


def named_by(records: Iterable[FileRecord]) -> set[str]:
    """The templates that articles and pages name, drafts among them."""
    heads = (one.head for one in records)
    return {
        head.template.target
        for head in heads
        if isinstance(head, Head | WithdrawnHead | PageHead) and head.template
    }


def _can_make(name: str, usual: str) -> bool:
    """Whether a template of this name may make the pages that the usual one makes."""
    bare = name.removeprefix(THEME)
    if bare == usual:
        return True
    return bare not in PLACES and bare not in _BASES and not bare.startswith("parts/")
