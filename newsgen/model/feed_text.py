"""What a feed says of an article beside its card."""

from __future__ import annotations

from newsgen.model.article_views import CorrectionView
from newsgen.model.digest import Digest
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.output import StoredArticle, StoredBody
from newsgen.model.views import Picture


class FeedText(NamedTuple):
    """An article in a feed.

    `first` is the path at which it was first published: what its identity is made of. `body` is
    None in a feed of summaries. `links` fill the slots of the body, `citations` are the names of
    the sources it cites. `live` stands for an article that has entries. `digest` is of all this.
    """

    first: str
    tags: tuple[str, ...]
    corrections: tuple[CorrectionView, ...]
    body: StoredBody | None
    live: StoredArticle | None
    links: tuple[str | Picture, ...]
    citations: tuple[str, ...]
    digest: Digest
