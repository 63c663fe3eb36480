"""What the template of an article's page sees of the article. Routes are as in `model.views`."""

from __future__ import annotations

from newsgen.model.correction import CORRECTION_LABELS, Correction
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.moment import Moment
from newsgen.model.values import Values
from newsgen.model.views import Card


class Byline(NamedTuple):
    """An author of an article; `route` leads to their page, `fediverse` is their account there."""

    name: str
    role: str
    route: str
    fediverse: str = ""


class ArticleView(NamedTuple):
    """An article on its own page. Links, pictures and sources are variables beside it."""

    headline: str
    standfirst: str
    summary: str
    kicker: str
    kind: str
    label: str
    label_meaning: str
    dateline: str
    date: Moment
    updated: Moment | None
    lang: str
    developing: bool
    extra: Values


class FormsView(NamedTuple):
    """Where the same article is as data, as Markdown and to be copied: routes, "" where it is not."""

    json: str
    markdown: str
    republish: str


class WithdrawnView(NamedTuple):
    """What is said of an article that was withdrawn: since when, and why."""

    since: Moment
    reason: str


class SourceView(NamedTuple):
    """A source in an article's list of sources.

    `name` is the attribution where there is one; an anonymous source has no
    `id` and no `route`.
    `anchor` is the id of its line in the list, `citations` are those of the
    markers that lead to it.
    """

    number: int
    id: str
    name: str
    route: str
    url: str
    title: str
    kind: str
    published: Moment | None
    accessed: Moment | None
    archive: str
    page: str
    note: str
    attribution: str
    reason: str
    via: str
    anchor: str
    citations: tuple[str, ...]


class CorrectionView(NamedTuple):
    """A correction with the label of its kind."""

    kind: str
    label: str
    date: Moment
    text: str
    was: str
    now: str


def correction_view(correction: Correction) -> CorrectionView:
    """The correction as templates see it."""
    return CorrectionView(
        correction.kind,
        CORRECTION_LABELS[correction.kind],
        correction.date,
        correction.text,
        correction.was,
        correction.now,
    )


class CorrectionEntry(NamedTuple):
    """A correction on the page of all corrections."""

    article: Card
    correction: CorrectionView


class SeriesView(NamedTuple):
    """A series on the page of one of its parts; `position` counts from 1."""

    title: str
    route: str
    position: int
    total: int
    parts: tuple[Card, ...]


class LiveEntryView(NamedTuple):
    """An entry of a live article; `body` is safe HTML."""

    anchor: str
    time: Moment
    headline: str
    body: str
