"""Which source of the newsroom's registry each source of an article is."""

from __future__ import annotations

from collections.abc import Iterable

from newsgen.catalog.addresses import page_address
from newsgen.model.article import Head
from newsgen.model.folding import composed
from newsgen.model.names import some_of
from newsgen.model.nearest import Nearest
from newsgen.model.problem import Problem
from newsgen.model.site import Urls
from newsgen.model.slug import slug_of
from newsgen.model.source import ANONYMOUS, RegistrySource, ResolvedSource, SourceName


class Registry:
    """The registry, to be asked by id or by name."""

    def __init__(self, sources: Iterable[RegistrySource], urls: Urls) -> None:
        # Without its line: what stands above a source in the file changes no page.
        self.by_id = {source.id: source._replace(line=0) for source in sources}
        self._by_name = {composed(source.name).casefold(): source for source in self.by_id.values()}
        self._urls = urls
        self._resolved: dict[tuple[SourceName, str], ResolvedSource] = {}

    def resolved(self, source: SourceName, prefix: str) -> ResolvedSource:
        """The source as the registry knows it, with its page in the edition at `prefix`."""
        known = self._resolved.get((source, prefix))
        if known is None:
            known = self._resolved[source, prefix] = self._resolve(source, prefix)
        return known

    def _resolve(self, source: SourceName, prefix: str) -> ResolvedSource:
        entry = self.find(source.id, source.name)
        source_id = entry.id if entry else source.id
        kind = source.kind or (entry.kind if entry else "")
        attribution = source.attribution or (entry.attribution if entry else "")
        route = page_address(f"{prefix}sources/{source_id}", self._urls).route
        name = source.name or (entry.name if entry else source_id)
        if attribution:
            # The one place at which the name of who is not to be named ends.
            name, route = attribution, ""
            entry = entry and entry._replace(id="", name="")
        elif entry and slug_of(name) in (entry.id, slug_of(entry.name)):
            # Named by its id or in other letters: the registry knows how it is written.
            name = entry.name
        return ResolvedSource(
            written=source.id,
            id=source_id,
            name=name,
            route="" if kind == ANONYMOUS else route,
            via=self._name_of(source.via or (entry.via if entry else "")),
            entry=entry,
        )

    def find(self, source_id: str, name: str) -> RegistrySource | None:
        """The source with this id, or of this name."""
        return self.by_id.get(source_id) or self._by_name.get(composed(name).casefold())

    def problems(self, head: Head, sources: tuple[ResolvedSource, ...]) -> list[Problem]:
        """Citations of what is not among the article's sources."""
        known = {key for source in sources for key in (source.written, source.id)}
        problems: list[Problem] = []
        if all(citation.key in known for citation in head.citations):
            return problems
        near, cited = Nearest(known), some_of(sorted(known))
        for citation in head.citations:
            if citation.key in known:
                continue
            problems.append(
                Problem.at(
                    head.path,
                    citation,
                    "NG080",
                    f"`{citation.key}` is not among the article's sources.",
                    _hint(citation.key, near, cited),
                )
            )
        return problems

    def _name_of(self, written: str) -> str:
        entry = self.find(written, written) or self.find(slug_of(written), written)
        return (entry.attribution or entry.name) if entry else written


def _hint(key: str, near: Nearest, cited: str) -> str:
    found = near.to(key)
    if found:
        return f"Did you mean `[@{found}]`?"
    return f"Add `{key}` to `sources:`, or cite one of: {cited}."
