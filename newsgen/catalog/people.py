"""Who the authors of articles are."""

from __future__ import annotations

from collections.abc import Iterable

from newsgen.catalog.addresses import page_address
from newsgen.catalog.entry import Author
from newsgen.model.article import Head
from newsgen.model.article_views import Byline
from newsgen.model.folding import composed
from newsgen.model.nearest import Nearest
from newsgen.model.problem import TOP, Problem
from newsgen.model.records import PersonHead
from newsgen.model.site import Urls
from newsgen.model.slug import slug_fault, slug_of


class People:
    """The newsroom's people, to be found by id or by name."""

    def __init__(self, people: Iterable[PersonHead], urls: Urls) -> None:
        self.by_id: dict[str, PersonHead] = {}
        for person in people:
            self.by_id.setdefault(person.id, person)
        self._by_name = {composed(person.name).casefold(): person for person in self.by_id.values()}
        self._nearest = Nearest(self.by_id)
        self._urls = urls
        self._authors: dict[tuple[str, str], Author] = {}

    def author(self, written: str, prefix: str) -> Author:
        """The author of this name or id, with the page they have in the edition at `prefix`."""
        known = self._authors.get((written, prefix))
        if known is None:
            known = self._authors[written, prefix] = self._author(written, prefix)
        return known

    def _author(self, written: str, prefix: str) -> Author:
        person = self._find(written)
        author_id = person.id if person else slug_of(written)
        if not person and slug_fault(author_id):
            return Author("", Byline(written, "", ""))
        route = page_address(f"{prefix}people/{author_id}", self._urls).route
        if person is None:
            return Author(author_id, Byline(written, "", route))
        return Author(author_id, Byline(person.name, person.role, route, person.fediverse))

    def doubles(self, people: Iterable[PersonHead]) -> list[Problem]:
        """People whose files give them the id of another."""
        return [
            Problem.at(
                person.path,
                TOP,
                "NG048",
                f"The id `{person.id}` is already that of {self.by_id[person.id].path}.",
                "Rename one of the files.",
            )
            for person in people
            if self.by_id[person.id] is not person
        ]

    def unknown(self, head: Head) -> list[Problem]:
        """A warning for each author who is nobody of the newsroom; none where it names nobody at all."""
        if not self.by_id:
            return []
        return [
            Problem.at(
                head.path,
                author,
                "NG046",
                f"There is no person `{author.target}` in content/people/.",
                (
                    f"{self._near(author.target)}Add content/people/"
                    f"{slug_of(author.target)}.md, or correct the name."
                ),
                severity="warning",
            )
            for author in head.authors
            if self._find(author.target) is None
        ]

    def _find(self, written: str) -> PersonHead | None:
        return self.by_id.get(written) or self._by_name.get(composed(written).casefold())

    def _near(self, written: str) -> str:
        near = self._nearest.to(slug_of(written))
        return f"Did you mean `{near}`? " if near else ""
