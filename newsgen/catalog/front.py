"""The edited front pages, with every name resolved to a visible article or known section."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence

from newsgen.catalog.link_resolver import LinkResolver
from newsgen.model.article import Head, Reference
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.nearest import Nearest
from newsgen.model.problem import WHOLE_FILE, Problem
from newsgen.model.records import FileRecord, FrontHead
from newsgen.model.site import Site


class FrontBlock(NamedTuple):
    """A section's block: its size, "" where it is not said, and the articles that it begins with."""

    section: str
    size: str
    articles: tuple[str, ...]


class Front(NamedTuple):
    """What the desk set for one edition's front page; articles by their paths.

    `lead` is "" where none is set. `opinion` and `blocks` are None where
    nothing is said of them; an empty tuple wants none.
    """

    lead: str
    picks: tuple[str, ...]
    opinion: tuple[str, ...] | None
    blocks: tuple[FrontBlock, ...] | None


NO_FRONT = Front("", (), None, None)


def fronts(
    heads: Sequence[FrontHead],
    sections: Iterable[str],
    records: Mapping[str, FileRecord],
    site: Site,
    targets: LinkResolver,
    visible: Container[str],
) -> tuple[dict[str, Front], list[Problem]]:
    """The front page of each edition that has one set, by language, and what is wrong with them.

    `sections` are those that articles are in.
    """
    found: dict[str, Front] = {}
    problems: list[Problem] = []
    if not heads:
        return found, problems
    sections = {*sections, *(section.slug for section in site.sections)}
    for head in sorted(heads, key=lambda one: (bool(one.lang), one.path)):
        lang = head.lang or site.language
        if lang in found:
            problems.append(_double(head, lang))
            continue
        resolving = _Resolving(head, lang, records, targets, visible)
        found[lang] = resolving.front(sections)
        problems += resolving.problems
    return found, problems


class _Resolving:
    """Resolves the names of one file in the order of the page, so that the first of two places counts."""

    def __init__(
        self,
        head: FrontHead,
        lang: str,
        records: Mapping[str, FileRecord],
        targets: LinkResolver,
        visible: Container[str],
    ) -> None:
        self.problems: list[Problem] = []
        self._head = head
        self._lang = lang
        self._records = records
        self._targets = targets
        self._visible = visible
        self._placed: set[str] = set()

    def front(self, sections: Collection[str]) -> Front:
        """The whole page."""
        head = self._head
        lead = self._articles((head.lead,) if head.lead else ())
        picks = self._articles(head.picks)
        opinion = None if head.opinion is None else self._articles(head.opinion)
        blocks = None
        if head.blocks is not None:
            known = Nearest(sections)
            blocks = tuple(
                FrontBlock(one.section.target, one.size, self._articles(one.articles))
                for one in head.blocks
                if self._is_section(one.section, sections, known)
            )
        return Front(lead[0] if lead else "", picks, opinion, blocks)

    def _articles(self, references: tuple[Reference, ...]) -> tuple[str, ...]:
        return tuple(path for one in references if (path := self._article(one)))

    def _article(self, reference: Reference) -> str:
        """The path of a visible article of this edition, or "" with the reason as a problem."""
        path = self._targets.article(reference, self._head.path, self._lang)
        if isinstance(path, Problem):
            self.problems.append(path)
            return ""
        name = reference.target
        if path in self._placed:
            message = f"`{name}` stands on the front page already."
            self._note(reference, "NG092", message, "Keep one of the two; the first counts.")
            return ""
        record = self._records[path].head
        if isinstance(record, Head) and record.lang != self._lang:
            message = f"`{name}` is not in the language of this front page."
            hint = "It is left out until it has a translation; take it out, or translate it."
            self._note(reference, "NG090", message, hint)
            return ""
        if path not in self._visible:
            message = f"`{name}` is not published now, so the front page goes without it."
            hint = "It is a draft, embargoed or expired; the build lists what it holds back."
            self._note(reference, "NG090", message, hint)
            return ""
        self._placed.add(path)
        return path

    def _is_section(self, reference: Reference, sections: Collection[str], known: Nearest) -> bool:
        if reference.target in sections:
            return True
        near = known.to(reference.target)
        self.problems.append(
            Problem.at(
                self._head.path,
                reference,
                "NG091",
                f"There is no section `{reference.target}`.",
                f"{f'Did you mean `{near}`? ' if near else ''}Write a section's slug.",
            )
        )
        return False

    def _note(self, reference: Reference, code: str, message: str, hint: str) -> None:
        self.problems.append(
            Problem.at(self._head.path, reference, code, message, hint, severity="warning")
        )


def _double(head: FrontHead, lang: str) -> Problem:
    return Problem.at(
        head.path,
        WHOLE_FILE,
        "NG026",
        f"Another file sets the front page in `{lang}`.",
        "Keep content/front.yaml alone for the site's own language.",
    )
