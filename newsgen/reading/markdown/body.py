"""A Markdown body to safe HTML, with a slot wherever it leads to another file of the site.

A slot stands for a whole attribute: "\\0h3#part\\0" is the `href` that leads to
the body's fourth local file. Where a file is
published is not known here and may change without the body: the renderer fills the
slots. So have pictures and citations (see `reading.markdown.body_pictures`, `reading.markdown.citations`).
"""

from __future__ import annotations

import html
import re
from functools import cache
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import unquote

from newsgen.model.article import Citation, Reference
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import Problem
from newsgen.reading.files.text import CONTROL
from newsgen.reading.libraries.verified import is_verified
from newsgen.reading.markdown import boxes, embeds
from newsgen.reading.markdown.body_names import OF_ARTICLES, with_own_names
from newsgen.reading.markdown.body_pictures import with_picture_slots
from newsgen.reading.markdown.citations import has_unclosed, with_citation_slots
from newsgen.reading.markdown.conversion import converted
from newsgen.reading.markdown.growth import (
    FEW_SLOTS,
    LARGE_BYTES,
    count_faults,
    html_fault,
)
from newsgen.reading.markdown.quotation_marks import marks_of
from newsgen.reading.markdown.sanitizer_fast_path import PAYS_FROM, RawHtml, is_clean
from newsgen.reading.markdown.text_places import TextPlaces
from newsgen.reading.urls import (
    URL_HINT,
    is_allowed_scheme,
    link_fault,
    names_host_alone,
    scheme_of,
)

if TYPE_CHECKING:
    import nh3

_TAGS = frozenset((
    "a", "abbr", "aside", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup",
    "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2",
    "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q",
    "s", "samp", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody",
    "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr",
))  # fmt: skip
_ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"href", "hreflang"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    # No element has a credit: it is what an attribute list gives a picture, and goes into its slot.
    "img": {"alt", "credit", "height", "src", "width"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "q": {"cite"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"abbr", "colspan", "rowspan", "headers", "scope"},
    "time": {"datetime"},
}

# In Markdown's output and in the sanitiser's a "<" in a text is escaped, so one that stands begins a tag.
_CELL_STYLE = re.compile(r'<(t[hd]) style="text-align: (left|right|center);"')
_FOOTNOTE = re.compile(r'title="Jump back to footnote (\d+) in the text"')
_RAW_URL = re.compile(r"<[a-z][^<>]*?\s(?:href|src|cite)\s*=\s*([\"']?)([^\"'>]*)", re.IGNORECASE)
_LINK = re.compile(r"<a\s[^<>]*+>")
# What was seen to be clean leads to hosts without a doubt, in links with no other attribute.
_LOCAL_LINK = re.compile(r"<a\s(?!href=\"https?:)[^<>]*+>")
_LINK_URL = re.compile(r'\shref="([^"#][^"]*)"')
_OPEN_CITATION = re.compile(r"(?<!\\)\[@(?!(?:[^\[\]\n]|\n(?![ \t]*\n))*\])")
_TICKS = re.compile(r"`+")


_MAX_CLASS_PROBLEMS = 10


class Body(NamedTuple):
    """The HTML with its slots, and the local files they stand for, as the author wrote them."""

    html: str
    links: tuple[Reference, ...]
    citations: tuple[Citation, ...]
    problems: tuple[Problem, ...]


def render_body(
    text: str,
    first_line: int,
    path: str,
    extensions: tuple[str, ...],
    lang: str = "en",
    *,
    classes: tuple[str, ...] = (),
    of_page: re.Pattern[str] = OF_ARTICLES,
) -> Body:
    """The body of the file at `path`, whose first line is line `first_line` of it.

    `lang` is the language of its quotation marks, `classes` are those that the site allows, and
    `of_page` describes the ids that the page has itself.
    """
    if not text:
        return Body("", (), (), ())
    raw = converted(text, first_line, path, extensions, marks_of(lang))
    if isinstance(raw, Problem):
        return Body("", (), (), (raw,))
    places = TextPlaces(text, first_line, path)
    grown = html_fault(raw.text, text, first_line, path) if len(raw.text) > LARGE_BYTES else None
    if grown is not None and grown.severity == "error":
        return Body("", (), (), (grown,))
    problems: list[Problem] = [grown] if grown else []
    is_clean = _is_clean(raw)
    clean = raw.text if is_clean else _cleaned(raw.text, places, problems)
    clean, dropped = with_own_names(clean, of_page, classes, is_plain=is_clean)
    problems += [_class_problem(one, places) for one in dropped[:_MAX_CLASS_PROBLEMS]]
    if "<h1" in clean:
        # The page's one first heading is the headline.
        clean = clean.replace("<h1", "<h2").replace("</h1>", "</h2>")
    slotted, links = _with_slots(clean, places, problems, link=_LOCAL_LINK if is_clean else _LINK)
    # Python-Markdown writes it in English; the page says it in its language.
    if "footnote" in slotted:
        slotted = _FOOTNOTE.sub('title="\0f\\1\0"', slotted)
    slotted, cited = with_citation_slots(slotted)
    if embeds.SIGN in slotted:
        slotted = embeds.with_embeds(slotted)
    # Asked first, for few texts have so many of anything.
    if slotted.count("\0") > FEW_SLOTS:
        problems += count_faults(len(cited), slotted, first_line, path)
    citations = tuple(Citation(key, locator, *places.of(f"@{key}")) for key, locator in cited)
    if has_unclosed(slotted):
        problems += _unclosed_citations(text, places)
    if "!" in text and boxes.SIGN in text:
        problems += [_box_problem(*one, places) for one in boxes.box_faults(slotted)]
    return Body(slotted, links, citations, tuple(problems))


def _is_clean(raw: RawHtml) -> bool:
    if not is_verified("nh3"):
        return False
    return raw.is_clean or (next(_bodies()) >= PAYS_FROM and is_clean(raw.text))


def _cleaned(raw: str, places: TextPlaces, problems: list[Problem]) -> str:
    """The HTML without what is not allowed; adds to the problems which URLs that takes away."""
    problems += _refused_urls(raw, places)
    if "<t" in raw:
        raw = _CELL_STYLE.sub(r'<\1 class="align-\2"', raw)
    # A character reference can name what the text may not hold; NUL marks the slots.
    return CONTROL.sub("", cleaner().clean(raw))


@cache
def _bodies() -> count[int]:
    """Counts the bodies that may be unclean: a few are cleaned sooner than they can be seen to be clean."""
    return count()


@cache
def cleaner() -> nh3.Cleaner:
    """The sanitiser; what it lets through is all that a body can hold."""
    # By need: most bodies are seen to be clean.
    # By need: most builds read no body.
    import nh3

    return nh3.Cleaner(
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def _refused_urls(raw: str, places: TextPlaces) -> list[Problem]:
    """What the sanitiser is about to take away, named before it is gone."""
    problems = []
    for match in _RAW_URL.finditer(raw):
        url = html.unescape(match.group(2))
        scheme = scheme_of(url)
        if not scheme:
            continue
        if not is_allowed_scheme(scheme):
            message = f"The scheme `{scheme}:` is not allowed in a link."
            problems.append(places.problem(url, "NG024", message, URL_HINT))
        elif (fault := link_fault(url.strip())) is not None:
            problems.append(places.problem(url, "NG024", fault, URL_HINT))
    return problems


def _with_slots(
    clean: str, places: TextPlaces, problems: list[Problem], *, link: re.Pattern[str]
) -> tuple[str, tuple[Reference, ...]]:
    indexes: dict[tuple[str, bool], int] = {}
    # What was refused before the sanitiser saw it has been named, whether or not that left it in.
    are_named = bool(problems)
    links: list[Reference] = []

    def index_of(url: str, is_picture: bool) -> int:
        target = unquote(url.partition("#")[0].partition("?")[0])
        index = indexes.get((target, is_picture))
        if index is None:
            index = indexes[target, is_picture] = len(links)
            links.append(Reference(target, *places.of(url), is_picture))
        return index

    def slot(match: re.Match[str]) -> str:
        url = html.unescape(match.group(1)).strip()
        if scheme_of(url):
            fault = link_fault(url)
            if fault is None:
                return match.group()
            if not are_named:
                problems.append(places.problem(url, "NG024", fault, URL_HINT))
            return ""
        if names_host_alone(url):
            message = f"`{url}` names a host without a scheme."
            problems.append(places.problem(url, "NG024", message, URL_HINT))
            return ""
        _, mark, fragment = url.partition("#")
        return f"\0h{index_of(url, False)}{mark}{html.escape(fragment)}\0"

    def picture(src: str) -> int | None:
        url = html.unescape(src).strip()
        if scheme_of(url) or names_host_alone(url):
            message = f"`{url}` is on another host; a page loads nothing from elsewhere."
            hint = "Put the picture below content/media/ and write media/name.jpg."
            problems.append(places.problem(url, "NG024", message, hint))
            return None
        return index_of(url, True)

    if "<img" in clean:
        clean = with_picture_slots(clean, picture)
    slotted = link.sub(lambda tag: _LINK_URL.sub(slot, tag.group(), count=1), clean)
    return slotted, tuple(links)


def _unclosed_citations(text: str, places: TextPlaces) -> list[Problem]:
    """A warning for each line on which a citation begins that no bracket of its paragraph ends."""
    problems = []
    for match in _OPEN_CITATION.finditer(_without_code(text)):
        line, column = places.at(match.start())
        problems.append(
            Problem(
                path=places.path,
                line=line,
                column=column,
                code="NG081",
                message="The citation that begins here is not one: it stays as text.",
                hint="Write [@reuters], or [@reuters, page 4; @nyt], and close the bracket.",
                severity="warning",
            )
        )
    return problems


def _without_code(text: str) -> str:
    """The text with its code blanked out; it keeps its length, so that places stay right.

    A span ends with the next ticks that are as many as those it begins with.
    """
    ticks = [match.span() for match in _TICKS.finditer(text)]
    following: dict[int, int] = {}
    partner = [-1] * len(ticks)
    for number in range(len(ticks) - 1, -1, -1):
        start, end = ticks[number]
        partner[number] = following.get(end - start, -1)
        following[end - start] = number
    pieces, at, number = [], 0, 0
    while number < len(ticks):
        last = partner[number]
        if last < 0:
            number += 1
            continue
        start, end = ticks[number][0], ticks[last][1]
        pieces += [text[at:start], " " * (end - start)]
        at, number = end, last + 1
    return "".join((*pieces, text[at:]))


def _class_problem(name: str, places: TextPlaces) -> Problem:
    written = next((one for one in (f'"{name}', f".{name}") if places.holds(one)), name)
    return places.problem(
        written,
        "NG360",
        f"The class `{name}` is not one that a text may have, and is left out.",
        "Allow it with `markdown: {classes: [...]}` in newsgen.yaml, if your own style sheet has it.",
    )._replace(severity="warning")


def _box_problem(opening: str, fault: str, places: TextPlaces) -> Problem:
    line, column = places.of(opening)
    return Problem(
        path=places.path,
        line=line,
        column=column,
        code="NG032",
        message=f"`{opening}` {fault}.",
        hint=f"The kinds are: {', '.join(boxes.BOX_KINDS)}. Indent the text below by four spaces.",
        severity="warning",
    )
