"""What the last build published, for a build that does not plan everything."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.planning.outputs.sitemap import SitemapUrl


class Published(NamedTuple):
    """What the last build published, as far as the plan must know it.

    `listed` are the pages in the sitemap of pages, `pictures` the routes of the pictures in the
    texts of articles, by the articles' paths. `in_scope` are the paths of the outputs
    whose groups are in scope, and of those of no group: what is not among them stays.
    """

    listed: Mapping[str, SitemapUrl]
    in_scope: frozenset[str] = frozenset()
    pictures: Mapping[str, tuple[str, ...]] = MappingProxyType({})
