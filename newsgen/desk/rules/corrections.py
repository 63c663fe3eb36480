"""Rules on corrections, retractions and fact-checks: they say what was wrong, what is right, and why."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.desk.finding import Mark
from newsgen.desk.manuscript import Manuscript
from newsgen.desk.rule import Rule
from newsgen.model.correction import Correction

FEWEST_WORDS_OF_A_REASON = 8
"""“This article has been retracted.” has five and says nothing of why."""

_DAY_SECONDS = 86_400


def updated_before(manuscript: Manuscript) -> Iterator[Mark]:
    """Counts from the moment of the first later correction. One of the future does not count yet."""
    updated = manuscript.head.updated
    if updated is None or "updated" not in manuscript.keys.entries:
        return
    # A day alone may mean any hour of it.
    latest = updated.seconds + (_DAY_SECONDS - 1) * updated.day_only
    for correction in manuscript.head.corrections:
        if correction.date.seconds > latest:
            message = f"`updated` is older than the {correction.kind} on line {correction.line}."
            yield manuscript.mark_key("updated", message, since=correction.date.seconds)
            return


def incomplete(manuscript: Manuscript) -> Iterator[Mark]:
    """Looks at corrections alone: a clarification or an update replaces nothing."""
    for correction in manuscript.head.corrections:
        if correction.kind == "correction" and not (correction.was and correction.now):
            missing = " and ".join(
                f"`{key}`"
                for key, value in (("was", correction.was), ("now", correction.now))
                if not value
            )
            yield _at(manuscript, correction, f"The correction has no {missing}.")


def no_reason(manuscript: Manuscript) -> Iterator[Mark]:
    """A reason of fewer than eight words counts as none."""
    for correction in manuscript.head.corrections:
        if correction.kind == "retraction":
            words = correction.text.split()
            if len(words) < FEWEST_WORDS_OF_A_REASON:
                yield _at(manuscript, correction, "The retraction does not say why.")


def fact_check(manuscript: Manuscript) -> Iterator[Mark]:
    if manuscript.article.kind != "fact-check":
        return
    missing = [key for key in ("claim", "claimant", "rating") if not manuscript.has(key)]
    if missing:
        named = ", ".join(f"`{key}`" for key in missing)
        yield manuscript.mark_key("kind", f"The fact-check has no {named}.")


def _at(manuscript: Manuscript, correction: Correction, message: str) -> Mark:
    value = manuscript.listed("corrections").get(correction.line)
    return Mark(correction.line, value.column if value else 1, message)


RULES = (
    Rule(
        code="NG140",
        reason="Readers and search engines would take the article for older than it is.",
        fix="Leave `updated` out: it follows from the latest correction.",
        find=updated_before,
    ),
    Rule(
        code="NG141",
        reason="Who read the first version has to learn what in it was wrong.",
        fix="Write `was:` and `now:`, or call it a clarification or an update.",
        find=incomplete,
    ),
    Rule(
        code="NG142",
        level="error",
        reason="To take an article back without a reason costs more trust than the mistake.",
        fix=f"Say why in `text:`, in {FEWEST_WORDS_OF_A_REASON} words or more.",
        find=no_reason,
    ),
    Rule(
        code="NG143",
        level="error",
        reason="A fact-check says what was claimed, by whom, and what was found.",
        fix="Write `claim:`, `claimant:` and `rating:`.",
        find=fact_check,
    ),
)
