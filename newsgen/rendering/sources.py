"""Numbers an article's sources as its text cites them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from newsgen.model.article_views import SourceView
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.source import RegistrySource, ResolvedSource, SourceReference
from newsgen.rendering.filled_body import CitationHtml

_UNKNOWN = RegistrySource("", "", "", "", "", "", "", "", "", 0)


class CitedSources(NamedTuple):
    """The list of sources, and what fills the slots of the citations."""

    sources: tuple[SourceView, ...]
    citations: tuple[CitationHtml, ...]


def cited_sources(
    references: Sequence[SourceReference],
    resolved: Sequence[ResolvedSource],
    citations: Sequence[tuple[str, str]],
) -> CitedSources:
    """Numbers by first use; sources that the text does not cite follow in their order.

    Each of `resolved` says by `written` which of the `references` it is. `citations` are the key
    of a source, its id in the article or in the registry, and the place in it.
    """
    by_id = {one.written: one for one in resolved}
    ids = {one.id: one.written for one in resolved} | {one: one for one in by_id}
    used = [ids[key] for key, _ in citations if key in ids]
    described = {one.id: one for one in references}
    numbers = {one: number for number, one in enumerate(dict.fromkeys((*used, *described)), 1)}
    markers: dict[str, list[str]] = {}
    html = []
    for position, (key, locator) in enumerate(citations, 1):
        source = ids.get(key)
        if source is None:
            # Of a draft. The key may be the name of who is not to be named.
            html.append(CitationHtml("[?]", "?", ""))
            continue
        anchor = f"cite-{position}"
        markers.setdefault(source, []).append(anchor)
        found = by_id[source]
        url = described[source].url
        html.append(_citation(numbers[source], anchor, found.name, locator, url))
    sources = tuple(
        _view(number, described[source], by_id[source], tuple(markers.get(source, ())))
        for source, number in numbers.items()
    )
    return CitedSources(sources, tuple(html))


def _citation(number: int, anchor: str, name: str, locator: str, url: str) -> CitationHtml:
    place = f"{name}, {locator}" if locator else name
    marker = (
        f'<sup class="citation"><a id="{anchor}" href="#{_anchor(number)}" role="doc-noteref"'
        f' aria-label="{number}: {escape(place)}">{number}</a></sup>'
    )
    return CitationHtml(marker, escape(place), f' cite="{escape(url)}"' if url else "")


def _view(
    number: int,
    reference: SourceReference,
    resolved: ResolvedSource,
    citations: tuple[str, ...],
) -> SourceView:
    """The source as the article describes it; where it says nothing, as the registry does.

    A title leads to the article's own address alone.
    """
    known = resolved.entry or _UNKNOWN
    # The registry's leads to whoever the source is, and to no work of theirs.
    url = reference.url or ("" if reference.title else known.url)
    # In the order of its fields: by name, of which there are seventeen, takes twice as long.
    return SourceView(
        number,
        # An id is made of a name.
        resolved.id if resolved.route else "",
        resolved.name,
        resolved.route,
        url,
        reference.title,
        reference.kind or known.kind,
        reference.published,
        reference.accessed,
        reference.archive,
        reference.page,
        reference.note or known.note,
        reference.attribution or known.attribution,
        reference.reason or known.reason,
        resolved.via,
        _anchor(number),
        citations,
    )


def _anchor(number: int) -> str:
    return f"source-{number}"
