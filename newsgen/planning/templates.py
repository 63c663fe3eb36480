"""Templates with all that they draw on, so that an edit to a part makes its users stale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from newsgen.model.article import Reference
from newsgen.model.digest import Digest, digest_value
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import Problem
from newsgen.model.records import FileRecord, TemplateHead
from newsgen.reading.files.scan import THEME


class Closure(NamedTuple):
    """A template with the parts it draws on. `templates` are names with digests, sorted.

    `assets` and `inlined` are the names of the static files that they link to
    and that they hold in the page.
    """

    digest: Digest
    templates: tuple[tuple[str, Digest], ...]
    assets: tuple[str, ...]
    inlined: tuple[str, ...]


class Templates:
    """The templates of a site, the site's own before the theme's, and the theme's behind them."""

    def __init__(self, records: Iterable[FileRecord]) -> None:
        records = [one for one in records if one.kind == "template"]
        self._records: dict[str, tuple[TemplateHead, Digest]] = {
            name: (one.head, one.digest)
            for name, one in named_templates(records).items()
            if isinstance(one.head, TemplateHead)
        }
        # What could not be read is there all the same, and has its own problem.
        self._unread = {one.path.partition("templates/")[2] for one in records if one.head is None}
        self._closures: dict[str, Closure] = {}

    def closure(self, name: str) -> Closure:
        """What the template draws on; what does not exist is passed over (see `problems`)."""
        closure = self._closures.get(name)
        if closure is None:
            closure = self._closures[name] = self._closed(name)
        return closure

    def missing(self, name: str) -> list[Problem]:
        """The problem with a template that outputs ask for, where there is none of that name."""
        if self._exists(name):
            return []
        return [
            Problem(
                path=f"templates/{name}",
                code="NG062",
                message=f"There is no template `{name}`.",
                hint="Every kind of page needs its template; the theme has one of each.",
            )
        ]

    def problems(self, statics: Mapping[str, object]) -> list[Problem]:
        """What templates name and the site does not have."""
        problems: list[Problem] = []
        # The theme's have two names each.
        heads = {head.path: head for head, _ in self._records.values()}
        for head in heads.values():
            problems += self._missing_parts(head)
            problems += _missing_statics(head, statics)
        return problems

    def _missing_parts(self, head: TemplateHead) -> list[Problem]:
        return [
            Problem(
                path=head.path,
                line=part.line,
                column=part.column,
                code="NG062",
                message=f"The template `{part.target}` does not exist.",
                hint="Look at its name and folder below templates/.",
            )
            for part in head.templates
            if not self._exists(part.target)
        ]

    def _exists(self, name: str) -> bool:
        return name in self._records or name in self._unread

    def _closed(self, name: str) -> Closure:
        names: dict[str, Digest] = {}
        assets: dict[str, None] = {}
        inlined: dict[str, None] = {}
        waiting = [name]
        while waiting:
            part = waiting.pop()
            if part in names or part not in self._records:
                continue
            head, names[part] = self._records[part]
            assets |= dict.fromkeys(reference.target for reference in head.assets)
            inlined |= dict.fromkeys(reference.target for reference in head.inlined)
            waiting += [reference.target for reference in head.templates]
        parts = tuple(sorted(names.items()))
        return Closure(digest_value(parts), parts, tuple(sorted(assets)), tuple(sorted(inlined)))


def named_templates(records: Iterable[FileRecord]) -> dict[str, FileRecord]:
    """Templates by the names that others call them by.

    The theme's are `theme:article.html`, and `article.html` too where the site
    has none of that name. So a site's template can extend the one whose place it takes.
    """
    named: dict[str, FileRecord] = {}
    own: dict[str, FileRecord] = {}
    for record in records:
        if isinstance(record.head, TemplateHead):
            name = record.head.name
            if record.path.startswith(THEME):
                named[name] = named[THEME + name] = record
            else:
                own[name] = record
    return named | own


def _missing_statics(head: TemplateHead, statics: Mapping[str, object]) -> list[Problem]:
    wanted: tuple[Reference, ...] = (*head.assets, *head.inlined)
    return [
        Problem(
            path=head.path,
            line=reference.line,
            column=reference.column,
            code="NG063",
            message=f"There is no static file `{reference.target}`.",
            hint="Put it below static/ and name it from there.",
        )
        for reference in wanted
        if reference.target not in statics
    ]
