"""The interface words of each language, as an input of all that shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from newsgen.model.digest import Digest
from newsgen.model.languages import fallbacks
from newsgen.model.output import Input, SiteFile, StoredWords
from newsgen.model.records import FileRecord, WordsHead

Layer = SiteFile | tuple[tuple[str, str], ...]


class Words:
    """newsgen's catalogues and the site's own words, by language."""

    def __init__(
        self,
        records: Iterable[FileRecord],
        language_data: Callable[[str], Digest] = lambda lang: "",
    ) -> None:
        self._language_data = language_data
        self._catalogues: dict[str, FileRecord] = {}
        self._own: dict[str, tuple[FileRecord, WordsHead]] = {}
        for record in records:
            if record.kind == "catalogue":
                self._catalogues[_language(record.path)] = record
            elif isinstance(record.head, WordsHead):
                self._own[record.head.lang] = (record, record.head)

    def of(self, lang: str) -> Input:
        """The words of this language. Where pt-BR has none, pt has; what none has is English."""
        layers: list[Layer] = []
        parts: list[tuple[str, str]] = []
        for tag in reversed(fallbacks(lang)):
            catalogue, own = self._catalogues.get(tag), self._own.get(tag)
            if catalogue:
                layers.append(SiteFile(catalogue.path, catalogue.digest))
                parts.append((catalogue.path, catalogue.digest))
            if own:
                layers.append(own[1].words)
                parts.append((own[0].path, own[0].digest))
        data = self._language_data(lang)
        if data:
            # Dates, numbers and lists are words of the language too.
            parts.append(("dates and numbers", data))
        return Input.of("words", tuple(parts), StoredWords(tuple(layers)))


def _language(path: str) -> str:
    """The tag of a catalogue, which lies where gettext looks: `locale/pt_BR/LC_MESSAGES/newsgen.po`."""
    return path.split("/")[1].replace("_", "-")
