"""Gives a body ids and classes of its own, none of which is the page's.

An id that the page has itself begins with `text-` in a body, and the body's own links to it
follow. A class is one of a list: a body looks as a text does, and not as the page around it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from urllib.parse import unquote

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.reading.markdown.citations import CITATION_CLASS

_OF_EVERY_PAGE = r"main|page:.*"
OF_PAGES = re.compile(_OF_EVERY_PAGE, re.DOTALL)
"""The ids that a standing page and a person's have themselves, and those kept for a site's templates."""

OF_ARTICLES = re.compile(
    rf"{_OF_EVERY_PAGE}|sources(?:-heading)?|corrections|series|read-also|related|(?:source|cite)-[0-9]+",
    re.DOTALL,
)
"""Those of an article's page."""

PREFIX = "text-"

CLASSES = frozenset((
    # For authors, whom the site's own style sheet may give more to choose from.
    "embed", "note", "pair", "wide",
    # What newsgen makes of Markdown.
    "align-center", "align-left", "align-right",
    "box", "box-title", "fact", "method", "pull-quote", "quote-by",
    # What the extensions of Python-Markdown make: footnotes, contents, admonitions, code.
    "footnote", "footnote-backref", "footnote-ref", "headerlink", "toc", "toctitle", "wikilink",
    "admonition", "admonition-title", "attention", "caution", "danger", "error", "hint",
    "important", "info", "tip", "warning",
    "code", "codehilite", "codehilitetable", "err", "filename", "highlight", "highlighttable",
    "hll", "lineno", "linenodiv", "linenos", "normal", "special",
))  # fmt: skip
"""The classes that a body may have; code has those that name its language and its parts beside them."""

# Patterns of what few texts hold are compiled when they are first used.
_LANGUAGE = r"language-[\w+#.-]{1,40}"
_PART_OF_CODE = r"[a-z]{1,2}[0-9]?"

# What the sanitiser writes: a "<" or ">" in a value is escaped, and every value is in quotes.
_TAG = r'<([a-z][a-z0-9]*)((?: [a-z]+="[^"]*")++)>'
_NAMED = r' (id|class)="([^"]*)"'
_ID = re.compile(r' id="([^"]*)"')
_CLASS = re.compile(r' class="([^"]*)"')
_WITH_CITATION_CLASS = f' class="{CITATION_CLASS}"'
_HEADING_ID = re.compile(r'<h[1-6] id="([^"]*)"')
_TO_ID = r'( href="#)([^"]*)(")'
_HEADERS = r'( headers=")([^"]*)(")'


class OwnNames(NamedTuple):
    """The HTML with names of its own, the classes that were taken out, each once, and its ids as HTML."""

    html: str
    dropped: tuple[str, ...]
    ids: Sequence[str]


def with_own_names(
    clean: str, of_page: re.Pattern[str], classes: tuple[str, ...], *, is_plain: bool
) -> OwnNames:
    """The sanitised HTML with no id of `of_page`, no id twice, and no class that is not allowed.

    `classes` are those that the site allows beside the list. Where the HTML is plain, only headings
    have ids, and only citations have a class.
    """
    ids = (_HEADING_ID if is_plain else _ID).findall(clean) if ' id="' in clean else ()
    if (
        len(ids) == len(set(ids))
        and not any(map(of_page.fullmatch, ids))
        and (is_plain or _are_known(clean))
    ):
        return OwnNames(clean, (), ids)
    names = _Names(clean, of_page, CLASSES.union(classes))
    named = re.sub(_TAG, names.tag, clean)
    if names.renamed:
        named = re.sub(_TAG, names.pointing, named)
    return OwnNames(named, tuple(names.dropped), _ID.findall(named))


def _are_known(clean: str) -> bool:
    """Whether all classes are on the list, as in most texts: which is seen sooner than each is changed."""
    if ' class="' not in clean:
        return True
    written = set(_CLASS.findall(clean))
    if CITATION_CLASS in written:
        written.remove(CITATION_CLASS)
        if clean.count(_WITH_CITATION_CLASS) != clean.count(f"<cite{_WITH_CITATION_CLASS}"):
            return False
    return CLASSES.issuperset(" ".join(written).split())


class _Names:
    """The names of one body, while its tags are gone through in their order."""

    def __init__(self, clean: str, of_page: re.Pattern[str], classes: frozenset[str]) -> None:
        self.renamed: dict[str, str] = {}
        self.dropped: dict[str, None] = {}
        self._of_page = of_page
        self._classes = classes
        self._written = {html.unescape(one) for one in _ID.findall(clean)}
        self._used: set[str] = set()

    def tag(self, match: re.Match[str]) -> str:
        """The tag with its own id and the classes that it may have."""
        attributes = match.group(2)
        if ' id="' not in attributes and ' class="' not in attributes:
            return match.group()
        element = match.group(1)
        replaced = re.sub(_NAMED, lambda one: self._attribute(element, one), attributes)
        return f"<{element}{replaced}>"

    def pointing(self, match: re.Match[str]) -> str:
        """The tag, leading to the ids that were renamed."""
        attributes = re.sub(_TO_ID, lambda one: self._new(one, self._fragment), match.group(2))
        attributes = re.sub(_HEADERS, lambda one: self._new(one, self._each), attributes)
        return f"<{match.group(1)}{attributes}>"

    def _attribute(self, element: str, match: re.Match[str]) -> str:
        value = html.unescape(match.group(2))
        if match.group(1) == "id":
            value = self._id(value)
        else:
            value = " ".join(one for one in value.split() if self._is_allowed(element, one))
        return f' {match.group(1)}="{_escaped(value)}"' if value else ""

    def _id(self, written: str) -> str:
        """The id that the element gets; "" where another has it."""
        if not self._of_page.fullmatch(written):
            if written in self._used:
                return ""
            self._used.add(written)
            return written
        if written in self.renamed:
            return ""
        new = f"{PREFIX}{written}"
        while new in self._written or new in self._used:
            new += "_"
        self.renamed[written] = new
        self._used.add(new)
        return new

    def _is_allowed(self, element: str, name: str) -> bool:
        if name in self._classes or (name == CITATION_CLASS and element == "cite"):
            return True
        if element == "span" and re.fullmatch(_PART_OF_CODE, name):
            return True
        if element in ("code", "pre", "div") and re.fullmatch(_LANGUAGE, name):
            return True
        self.dropped[name] = None
        return False

    def _new(self, match: re.Match[str], changed: Callable[[str], str]) -> str:
        before, value, behind = match.groups()
        return f"{before}{_escaped(changed(html.unescape(value)))}{behind}"

    def _fragment(self, fragment: str) -> str:
        return self.renamed.get(unquote(fragment), fragment)

    def _each(self, ids: str) -> str:
        return " ".join(self.renamed.get(one, one) for one in ids.split())


def _escaped(value: str) -> str:
    """The attribute's value as the sanitiser writes it."""
    return html.escape(value, quote=False).replace('"', "&quot;")
