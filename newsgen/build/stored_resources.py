"""Gives the renderer articles and bodies from the state, and templates and files from the site."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeAlias, TypeVar

from newsgen.model.article import Article
from newsgen.model.digest import Digest, digest_bytes, digest_text
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.json_codec import from_text, to_text
from newsgen.model.output import PlannedOutput, SiteFile, StoredArticle, StoredBody, StoredData
from newsgen.model.values import Value, value_of
from newsgen.reading.libraries.verified import is_verified
from newsgen.rendering.locale_patterns import LocalePatterns
from newsgen.rendering.words import Words, read_catalogue
from newsgen.runtime.failures import ChangedFileError, DamagedStateError
from newsgen.runtime.language_data import language_data
from newsgen.store.database import State

T = TypeVar("T")

_Words: TypeAlias = tuple[tuple[str, str], ...]


class TemplateFile(NamedTuple):
    """Where a template lies, and what it held when it was read."""

    path: str
    file: str
    digest: Digest


class StoredResources:
    """The resources as they were when the plan was made. Raises where one has changed since."""

    def __init__(
        self,
        state: State,
        files: Mapping[str, str],
        templates: Mapping[str, TemplateFile],
        learned: Path | None,
    ) -> None:
        """`files` maps the paths of static and media files to where they lie on disk.

        `learned` is the folder in which locale patterns and interface words are cached, if there is one.
        """
        self._state = state
        self._files = files
        self._templates = templates
        self._learned = learned
        self._held: dict[str, tuple[str, bytes]] = {}

    def hold(self, outputs: Iterable[PlannedOutput]) -> None:
        """Loads the texts of these outputs in one query, in place of those held before.

        One by one they take twice as long.
        """
        values = (one.value for output in outputs for one in output.inputs)
        paths = {value.path for value in values if isinstance(value, StoredBody)}
        self._held = self._state.texts(paths)

    def article(self, stored: StoredArticle) -> Article:
        """The stored article."""
        text = self._texts(stored.path)[0]
        _check_stored(digest_text(text), stored.digest, stored.path)
        return from_text(Article, text)

    def body(self, stored: StoredBody) -> str:
        """The stored body."""
        text = self._texts(stored.path)[1]
        _check_stored(digest_bytes(text), stored.digest, stored.path)
        return text.decode()

    def data(self, stored: StoredData) -> Value:
        """The values of the stored data file."""
        return value_of(self.body(StoredBody(stored.path, stored.digest)))

    def _texts(self, path: str) -> tuple[str, bytes]:
        found = self._held.get(path) or self._state.texts((path,)).get(path)
        if found is None:
            raise DamagedStateError(f"the text of {path} is missing")
        return found

    def text(self, file: SiteFile) -> str:
        """The file as text; bytes that are not UTF-8 are replaced."""
        content = Path(self._files[file.path]).read_bytes()
        _check(digest_bytes(content), file.digest, file.path)
        return content.decode("utf-8", "replace")

    def template(self, name: str) -> tuple[str, str]:
        """The source of a template and its path."""
        template = self._templates[name]
        content = Path(template.file).read_bytes()
        _check(digest_bytes(content), template.digest, template.path)
        return content.decode("utf-8-sig"), template.path

    def catalogue(self, file: SiteFile) -> Mapping[str, str]:
        """The words of a gettext catalogue, cached for each toolchain."""
        words = self._cached(file.digest, _Words, lambda: tuple(self._read(file).items()))
        return dict(words)

    def locale_patterns(self, lang: str, zone: str) -> LocalePatterns:
        """How a language writes dates and numbers, cached for each toolchain."""
        name = digest_text(f"{lang} {zone} {language_data(lang)}")
        return self._cached(name, LocalePatterns, lambda: _learned(lang, zone))

    def _read(self, file: SiteFile) -> Words:
        return read_catalogue(self.text(file))

    def _cached(self, name: str, kind: type[T], learn: Callable[[], T]) -> T:
        """The cached value of this name; learned, and cached, where none can be read."""
        if self._learned is None:
            return learn()
        file = self._learned / f"{name}.json"
        try:
            return from_text(kind, file.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            found = learn()
        # The name is unique to the process, on whatever machine of a cluster.
        own = file.with_suffix(f".{os.urandom(8).hex()}")
        own.write_text(to_text(found), encoding="utf-8")
        own.replace(file)
        return found


def _check_stored(digest: Digest, expected: Digest, path: str) -> None:
    # Nobody writes to the state while pages are rendered from it.
    if digest != expected:
        raise DamagedStateError(f"the text of {path} is not the one that was read")


def _check(digest: Digest, expected: Digest, path: str) -> None:
    if digest != expected:
        raise ChangedFileError(path)


def _learned(lang: str, zone: str) -> LocalePatterns:
    # Imported late: loading Babel and its tables takes longer than building an article's page.
    from newsgen.rendering.pattern_extraction import locale_patterns

    return locale_patterns(lang, zone, is_stock=not is_verified("babel"))
