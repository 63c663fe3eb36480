"""Prepares the registered inline patterns: what each needs in a text, and how it is searched."""

from __future__ import annotations

from typing import Any

from markdown import inlinepatterns as builtin
from markdown.util import Registry

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.reading.markdown.fastmarkdown.candidates import Matches, matches_of
from newsgen.reading.markdown.fastmarkdown.patterns import faster
from newsgen.reading.markdown.fastmarkdown.triggers import REFERENCE_TYPES, trigger_of
from newsgen.reading.markdown.work import Work


class Step(NamedTuple):
    """One pattern: where it is tried, and how.

    An unknown pattern has the empty trigger, which is in every text, and is searched with its own
    regular expression.
    """

    trigger: str
    other_triggers: tuple[str, ...]
    pattern: Any
    matches: Matches | None
    needs_references: bool


def _step(pattern: Any, work: Work) -> Step:
    trigger, *others = trigger_of(pattern)
    if not trigger:
        return Step("", (), pattern, matches=None, needs_references=False)
    view = faster(pattern, work)
    return Step(
        trigger=trigger,
        other_triggers=tuple(others),
        pattern=view,
        matches=matches_of(view),
        needs_references=type(pattern) in REFERENCE_TYPES,
    )


class Steps:
    """The steps of a registry, in its order; prepared anew when the registry has changed."""

    def __init__(self, registry: Registry[Any], work: Work) -> None:
        self._work = work
        self._registry = registry
        self._patterns: tuple[Any, ...] = ()
        self._tokens: list[tuple[Any, list[str]]] = []
        self._first_triggers: tuple[str, ...] = ()
        self.numbered: list[tuple[int, Step]] = []
        self.need_ancestors = False
        """Whether any pattern may ask within which elements a text stands."""

    def follow_registry(self) -> None:
        """Take account of patterns registered, and of delimiters added to them, since."""
        patterns: tuple[Any, ...] = tuple(self._registry)
        if patterns == self._patterns and all(p.tokens == tokens for p, tokens in self._tokens):
            return
        self._patterns = patterns
        self._tokens = [
            (pattern, list(pattern.tokens))
            for pattern in patterns
            if type(pattern) is builtin.DelimiterProcessor
        ]
        steps = [_step(pattern, self._work) for pattern in patterns]
        self.numbered = list(enumerate(steps))
        self.need_ancestors = any(not s.trigger or s.pattern.ANCESTOR_EXCLUDES for s in steps)
        triggers = {trigger for step in steps for trigger in (step.trigger, *step.other_triggers)}
        # A text without "[" has no "![" either, so the longer need not be looked for.
        self._first_triggers = tuple(
            sorted(t for t in triggers if not any(o in t for o in triggers if o != t))
        )

    def concern(self, text: str) -> bool:
        """Whether any pattern can match."""
        for trigger in self._first_triggers:  # noqa: SIM110 (twice as fast as `any` is here)
            if trigger in text:
                return True
        return False
