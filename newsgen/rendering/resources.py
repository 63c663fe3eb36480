"""Declares what the renderer may ask for. The stand-ins in an output's inputs name it by digest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from newsgen.model.article import Article
from newsgen.model.output import SiteFile, StoredArticle, StoredBody, StoredData
from newsgen.model.values import Value
from newsgen.rendering.locale_patterns import LocalePatterns


class Resources(Protocol):
    """Content by what stands for it; each answers with exactly what the digest names, or raises."""

    def article(self, stored: StoredArticle) -> Article:
        """The stored article."""

    def body(self, stored: StoredBody) -> str:
        """The stored body, with its slots."""

    def data(self, stored: StoredData) -> Value:
        """The values of the stored data file."""

    def text(self, file: SiteFile) -> str:
        """The file as text."""

    def template(self, name: str) -> tuple[str, str]:
        """The source of a template, and its path for messages. Raises `KeyError`."""

    def catalogue(self, file: SiteFile) -> Mapping[str, str]:
        """The words of a gettext catalogue."""

    def locale_patterns(self, lang: str, zone: str) -> LocalePatterns:
        """How a language writes, with the words of a time zone."""
