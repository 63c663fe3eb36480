"""Templates with all that they draw on, so that an edit to a part makes its users stale."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from newsgen.model.article import Reference
from newsgen.model.digest import Digest, digest_value
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.nearest import Nearest
from newsgen.model.problem import WHOLE_FILE, Problem
from newsgen.model.records import FileRecord, TemplateHead
from newsgen.reading.files.file_kinds import PLUGIN, THEME, is_own


class Closure(NamedTuple):
    """A template with the parts it draws on. `templates` are names with digests, sorted.

    `assets` and `inlined` are the names of the static files that they link to
    and that they hold in the page; `data` those of data files, "" where one is computed.
    """

    digest: Digest
    templates: tuple[tuple[str, Digest], ...]
    assets: tuple[str, ...]
    inlined: tuple[str, ...]
    data: tuple[str, ...]


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

    def __contains__(self, name: str) -> bool:
        """Whether there is a template of this name, even one that could not be read."""
        return name in self._records or name in self._unread

    @property
    def set_policies(self) -> bool:
        """Whether a template of the site's or of a plugin decides what its page loads."""
        return any(head.sets_policy and not head.path.startswith(THEME) for head in self.heads())

    def names(self) -> Collection[str]:
        """The names of all templates that could be read."""
        return self._records.keys()

    def heads(self) -> list[TemplateHead]:
        """The templates; each once, though the theme's have two names."""
        return [*{head.path: head for head, _ in self._records.values()}.values()]

    def closure(self, name: str) -> Closure:
        """What the template draws on; what does not exist is passed over (see `problems`)."""
        closure = self._closures.get(name)
        if closure is None:
            closure = self._closures[name] = self._closed(name)
        return closure

    def missing(self, name: str) -> list[Problem]:
        """The problem with a template that outputs ask for, where there is none of that name."""
        if name in self:
            return []
        return [
            Problem.at(
                f"templates/{name}",
                WHOLE_FILE,
                "NG062",
                f"There is no template `{name}`.",
                "Every kind of page needs its template; the theme has one of each.",
            )
        ]

    def problems(
        self,
        statics: Mapping[str, object],
        of_outputs: Collection[str],
        is_named: Callable[[str], bool],
    ) -> list[Problem]:
        """What templates name and the site does not have, and what of the site's has no effect.

        `of_outputs` are the names of the templates that make outputs, on this site or another;
        `is_named` tells whether an article or a page names one. It is asked of few.
        """
        problems: list[Problem] = []
        heads = self.heads()
        for head in heads:
            problems += self._missing_parts(head)
            problems += _missing_statics(head, statics)
            if is_own(head.path):
                problems += self._blocks_without_effect(head)
        problems += self._unused(heads, of_outputs, is_named)
        return problems

    def _missing_parts(self, head: TemplateHead) -> list[Problem]:
        return [
            Problem.at(
                head.path,
                part,
                "NG062",
                f"The template `{part.target}` does not exist.",
                "Look at its name and folder below templates/.",
            )
            for part in head.templates
            if part.target not in self
        ]

    def _blocks_without_effect(self, head: TemplateHead) -> Iterator[Problem]:
        """The blocks of a template that extends others, where none of these has one of that name."""
        if not head.extends or not head.blocks:
            return
        known = self._blocks_above(head)
        if known is None:
            return
        meant = _Meant({name: name for name in known}, {one.target for one in head.blocks})
        for block in head.blocks:
            if block.target in known or block.target in head.inner:
                continue
            yield Problem.at(
                head.path,
                block,
                "NG385",
                f"No template that this one extends has a block `{block.target}`.",
                (
                    f"{meant.hint(block.target)}"
                    "What it holds is shown nowhere: override a block that is there, or put it into one."
                ),
                severity="warning",
            )

    def _blocks_above(self, head: TemplateHead) -> set[str] | None:
        """The names of all blocks of those it extends and of theirs; None where one is not known."""
        known: set[str] = set()
        seen: set[str] = set()
        waiting = list(head.extends)
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            if name not in self._records:
                return None
            seen.add(name)
            above, _ = self._records[name]
            known |= {one.target for one in above.blocks} | set(above.inner)
            waiting += above.extends
        return known

    def _unused(
        self,
        heads: Iterable[TemplateHead],
        of_outputs: Collection[str],
        is_named: Callable[[str], bool],
    ) -> list[Problem]:
        """The site's templates that make no outputs, and that no template names."""
        own = [one for one in heads if is_own(one.path)]
        # What could not be read may name any of them.
        if not own or self._unread:
            return []
        # The theme's count too that the site has put its own in the place of.
        used = {*of_outputs, *(part.target for head in heads for part in head.templates)}
        unused = [one for one in own if one.name not in used and not is_named(one.name)]
        if not unused:
            return []
        # By the name without folder and ending, which most have in common.
        stems = {_stem(name): name for name in sorted(used) if is_own(name)}
        meant = _Meant(stems, {one.name for one in own})
        return [
            Problem.at(
                one.path,
                WHOLE_FILE,
                "NG386",
                f"No page is made with `{one.name}`, and no template draws on it.",
                (
                    f"{meant.hint(_stem(one.name))}"
                    "Name it where it belongs (`extends`, `include`, `import`, an article's `template:`), "
                    "or delete it."
                ),
                severity="warning",
            )
            for one in unused
        ]

    def _closed(self, name: str) -> Closure:
        names: dict[str, Digest] = {}
        assets: dict[str, None] = {}
        inlined: dict[str, None] = {}
        data: set[str] = set()
        waiting = [name]
        while waiting:
            part = waiting.pop()
            if part in names or part not in self._records:
                continue
            head, names[part] = self._records[part]
            assets |= dict.fromkeys(reference.target for reference in head.assets)
            inlined |= dict.fromkeys(reference.target for reference in head.inlined)
            data.update(head.data)
            waiting += [reference.target for reference in head.templates]
        parts = tuple(sorted(names.items()))
        return Closure(
            digest_value(parts),
            parts,
            tuple(sorted(assets)),
            tuple(sorted(inlined)),
            tuple(sorted(data)),
        )


def named_templates(records: Iterable[FileRecord]) -> dict[str, FileRecord]:
    """Templates by the names that others call them by.

    The theme's are `theme:article.html`, and `article.html` too where neither the site nor a plugin
    has one of that name. A plugin's are `plugin:article.html`, and `article.html` where the site has
    none. So a template can extend the one whose place it takes.
    """
    named: dict[str, FileRecord] = {}
    plugged: dict[str, FileRecord] = {}
    own: dict[str, FileRecord] = {}
    for record in records:
        if isinstance(record.head, TemplateHead):
            name = record.head.name
            if record.path.startswith(THEME):
                named[name] = named[THEME + name] = record
            elif record.path.startswith(PLUGIN):
                plugged[name] = plugged[PLUGIN + name] = record
            else:
                own[name] = record
    return named | plugged | own


class _Meant:
    """Finds what a word was meant to be: `names` by the words for them, `taken` those that are there."""

    def __init__(self, names: Mapping[str, str], taken: Collection[str]) -> None:
        self._names = names
        self._taken = taken
        self._nearest = Nearest(names)

    def hint(self, word: str) -> str:
        """“Did you mean …?” with a space behind it; "" where none is near, or the nearest is taken."""
        name = self._names.get(self._nearest.to(word))
        return f"Did you mean `{name}`? " if name and name not in self._taken else ""


def _stem(name: str) -> str:
    return name.rpartition("/")[2].partition(".")[0]


def _missing_statics(head: TemplateHead, statics: Mapping[str, object]) -> list[Problem]:
    wanted: tuple[Reference, ...] = (*head.assets, *head.inlined)
    return [
        Problem.at(
            head.path,
            reference,
            "NG063",
            f"There is no static file `{reference.target}`.",
            "Put it below static/ and name it from there.",
        )
        for reference in wanted
        if reference.target not in statics
    ]
