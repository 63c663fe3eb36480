"""A rule of the desk: what it finds, why that matters, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from newsgen.desk.finding import Mark
from newsgen.desk.manuscript import Manuscript
from newsgen.model.codes import RULE_NAMES
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.site import Level


class Titled(NamedTuple):
    """An article's headline and where it stands, to be compared with those of others."""

    path: str
    lang: str
    headline: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule. `reason` and `fix` are whole sentences of one line each.

    `find` looks at one article and depends on nothing else. A rule that
    compares articles has `compare` instead, and gives the path of each mark.
    """

    code: str
    reason: str
    fix: str
    level: Level = "warning"
    find: Callable[[Manuscript], Iterator[Mark]] | None = None
    compare: Callable[[Iterable[Titled]], Iterator[tuple[str, Mark]]] | None = None

    @property
    def name(self) -> str:
        """The name that a site's switches may use for the code; a plugin's rule has its code alone."""
        return RULE_NAMES.get(self.code, self.code)
