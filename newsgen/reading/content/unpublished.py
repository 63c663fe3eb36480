"""Reads what an article says of its withdrawal: when, and why."""

from __future__ import annotations

from newsgen.model.article import Head
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.moment import Moment
from newsgen.model.records import WithdrawnHead
from newsgen.reading.yaml.dates import DATE_HINT
from newsgen.reading.yaml.fields import Fields

UNPUBLISHED_KEYS = ("date", "reason")


class Withdrawal(NamedTuple):
    """When an article was withdrawn, and the reason that readers are told."""

    date: Moment
    reason: str


def read_unpublished(fields: Fields, release: Moment) -> Withdrawal | None:
    """What stands under `unpublished`; None where nothing does.

    `release` is when the article came out: what was never published can't be withdrawn.
    """
    entry = fields.entry("unpublished")
    inner = fields.within("unpublished", UNPUBLISHED_KEYS)
    if entry is None or inner is None:
        return None
    for key, hint in (("date", DATE_HINT), ("reason", "Say it in a sentence to the readers.")):
        if key not in inner:
            inner.note(entry.value, "NG464", f"`unpublished` has no `{key}`.", hint)
    date, reason = inner.moment("date"), inner.text("reason")
    fields.adopt(inner)
    if date is None or not reason:
        return None
    # Withdrawn on a day is withdrawn at some hour of it.
    latest = date.seconds + (86_399 if date.day_only else 0)
    if latest < release.seconds:
        message = "`unpublished` is before the article came out."
        hint = "What was never published needs no page that says so: write `draft: true`."
        fields.note(entry.value, "NG465", message, hint)
    return Withdrawal(date, reason)


def withdrawn_head(head: Head, withdrawal: Withdrawal) -> WithdrawnHead:
    """All that is left of an article that was withdrawn."""
    return WithdrawnHead(
        path=head.path,
        lang=head.lang,
        section=head.section,
        slug=head.slug,
        date=head.date,
        aliases=head.aliases,
        since=withdrawal.date,
        reason=withdrawal.reason,
        template=head.template,
    )
