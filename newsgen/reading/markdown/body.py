"""Turns a Markdown body into safe HTML, with a slot wherever it leads to another file of the site.

Where a file is published is not known here and may change without the body: the renderer fills
the slots (see `model.body_slots`). Pictures and citations have slots, too.

The URLs are marked on the tree that the sanitiser makes of the HTML, and not by expressions over
it. HTML that it need not see is of a form in which they can be told by one.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from newsgen.model.article import Citation, PlaceLink, Reference
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.nearest import did_you_mean
from newsgen.model.problem import Position, Problem, warning
from newsgen.model.site import Dialect
from newsgen.reading.files.text import CONTROL, CONTROL_BUT_NUL
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
from newsgen.reading.markdown.local_links import LocalLinks, with_link_slots
from newsgen.reading.markdown.named_places import TO_OWN_PLACE, missing_places
from newsgen.reading.markdown.sanitizer import ELEMENTS, sanitized
from newsgen.reading.markdown.sanitizer_fast_path import PAYS_FROM, RawHtml, is_clean, is_clean_tag
from newsgen.reading.markdown.text_places import TextPlaces
from newsgen.reading.markdown.unread_marks import unread_marks
from newsgen.reading.markdown.written_code import without_written_code
from newsgen.reading.urls import (
    LINK_HINT,
    LINK_SCHEMES,
    URL_HINT,
    is_allowed_scheme,
    is_file_of_a_computer,
    is_ordinary,
    link_fault,
    meant_url,
    scheme_of,
)

if TYPE_CHECKING:
    from newsgen.reading.markdown.plugged_markdown import PluggedExtension

# Patterns of what few texts hold are compiled when they are first used.
# In Markdown's output and in the sanitiser's a "<" in a text is escaped, so one that stands begins a tag.
_CELL_STYLE = r'<(t[hd]) style="text-align: (left|right|center);"'
# A quoted value may hold a ">". Each tag is matched once, so that the time grows as the text does.
_RAW_TAG = r"""(?i)<[a-z](?:[^<>"']++|"[^"]*+"|'[^']*+')*+"""
_RAW_ATTRIBUTE = r"""(?<=[\s/"'])([^\s/>"'=]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))"""
_WITH_URL = frozenset({"href", "src", "cite"})
_TAG_BEGINS = r"<[a-zA-Z/!?]"
_OPEN_CITATION = r"\[@(?<!\\\[@)(?!(?:[^\[\]\n]|\n(?![ \t]*\n))*\])"


_MAX_CLASS_PROBLEMS = 10


class Body(NamedTuple):
    """The HTML with its slots, and the local files they stand for, as the author wrote them.

    `places` and `place_links` are as in an article's head.
    """

    html: str
    links: tuple[Reference, ...]
    citations: tuple[Citation, ...]
    problems: tuple[Problem, ...]
    places: str = ""
    place_links: tuple[PlaceLink, ...] = ()


def render_body(
    text: str,
    first_line: int,
    path: str,
    extensions: tuple[str | PluggedExtension, ...],
    lang: str = "en",
    *,
    classes: tuple[str, ...] = (),
    elements: tuple[tuple[str, tuple[str, ...]], ...] = (),
    dialect: Dialect = "commonmark",
    of_page: re.Pattern[str] = OF_ARTICLES,
    sources: Collection[str] = (),
) -> Body:
    """The body of the file at `path`, whose first line is line `first_line` of it.

    `lang` is the language of its marks, `classes` and `elements` with their attributes are those that
    the site and its plugins allow, `dialect` is the site's, `of_page` describes the ids that the page
    has itself, and `sources` are the ids of those that a citation may name.
    """
    if not text:
        return Body("", (), (), ())
    raw = converted(text, first_line, path, extensions, lang, dialect)
    if isinstance(raw, Problem):
        return Body("", (), (), (raw,))
    places = TextPlaces(text, first_line, path)
    grown = html_fault(raw.text, text, first_line, path) if len(raw.text) > LARGE_BYTES else None
    if grown is not None and grown.severity == "error":
        return Body("", (), (), (grown,))
    problems: list[Problem] = [grown] if grown else []
    if not raw.is_plain and dialect == "commonmark":
        # By need, as below: most texts are everyday Markdown.
        from newsgen.reading.markdown.commonmark.near_misses import near_misses

        problems += near_misses(text, first_line, path)
    if not raw.is_clean and (extensions or ("<" in text and re.search(_TAG_BEGINS, text))):
        from newsgen.reading.markdown.lost_html import with_losses

        raw, lost = with_losses(raw, text, {*ELEMENTS, *dict(elements)}, places)
        problems += lost
    is_clean = _is_clean(raw)
    refused = [] if is_clean else _refused_urls(raw.text, places)
    problems += [problem for _, problem in refused]
    links = LocalLinks(places, {url for url, _ in refused})
    written = with_cell_classes(raw.text)
    clean = links.in_clean(written) if is_clean else _cleaned(written, links, elements)
    clean, dropped, ids = with_own_names(
        clean, of_page, classes, is_plain=is_clean and raw.is_plain
    )
    problems += [_class_problem(one, places) for one in dropped[:_MAX_CLASS_PROBLEMS]]
    if "<h1" in clean:
        # The page's one first heading is the headline.
        clean = clean.replace("<h1", "<h2").replace("</h1>", "</h2>")
    problems += links.problems
    if "<img" in clean:
        clean = with_picture_slots(clean)
    slotted, cited = with_citation_slots(clean if is_clean else with_link_slots(clean))
    if embeds.SIGN in slotted:
        slotted = embeds.with_embeds(slotted)
    # Asked first, for few texts have so many of anything.
    if slotted.count("\0") > FEW_SLOTS:
        problems += count_faults(len(cited), slotted, first_line, path)
    citations = tuple(Citation(key, locator, *places.of(f"@{key}")) for key, locator in cited)
    if has_unclosed(slotted):
        problems += _unclosed_citations(text, places)
    problems += unread_marks(text, raw, places, sources)
    if "!" in text and boxes.SIGN in text:
        problems += [_box_problem(*one, places) for one in boxes.box_faults(slotted)]
    named = html.unescape("\n".join(ids))
    if TO_OWN_PLACE in slotted:
        problems += missing_places(slotted, named, of_page, places)
    return Body(
        slotted,
        tuple(links.references),
        citations,
        tuple(problems),
        named,
        tuple(links.place_links),
    )


def _is_clean(raw: RawHtml) -> bool:
    if not is_verified("nh3"):
        return False
    if raw.is_clean is not None:
        return raw.is_clean
    return next(_bodies()) >= PAYS_FROM and is_clean(raw.text)


def with_cell_classes(raw: str) -> str:
    """The HTML with a class for the alignment of each cell of a table, whose style is not kept."""
    return re.sub(_CELL_STYLE, r'<\1 class="align-\2"', raw) if "<t" in raw else raw


def _cleaned(
    raw: str, links: LocalLinks, elements: tuple[tuple[str, tuple[str, ...]], ...] = ()
) -> str:
    """The HTML without what is not allowed, the URLs in it marked."""
    failed: list[Exception] = []

    def attribute(element: str, name: str, value: str) -> str | None:
        # The sanitiser would swallow what is raised here.
        try:
            return links.attribute(element, name, value)
        except Exception as error:  # noqa: BLE001 - raised again below
            failed.append(error)
            return None

    # NULs mark slots from here on. A character reference can name other control characters.
    clean = CONTROL_BUT_NUL.sub("", sanitized(raw.replace("\0", ""), elements, attribute))
    if failed:
        raise failed[0]
    return clean


@cache
def _bodies() -> count[int]:
    """Counts the bodies that may be unclean: a few are cleaned sooner than they can be seen to be clean."""
    return count()


def _refused_urls(raw: str, places: TextPlaces) -> list[tuple[str, Problem]]:
    """The URLs that the sanitiser is about to take away, named before they are gone."""
    found = []
    for tag in re.finditer(_RAW_TAG, raw):
        written = tag[0]
        if "=" not in written or is_clean_tag(f"{written}>"):
            continue
        for name, *values in re.findall(_RAW_ATTRIBUTE, written):
            url = html.unescape("".join(values))
            if is_ordinary(url):
                continue
            scheme = scheme_of(url) if name.lower() in _WITH_URL else ""
            if not scheme:
                continue
            problem = _refused(url, scheme, places, is_link=name.lower() != "src")
            if problem is not None:
                found.append((CONTROL.sub("", url).strip(), problem))
    return found


def _refused(url: str, scheme: str, places: TextPlaces, *, is_link: bool) -> Problem | None:
    if is_file_of_a_computer(scheme):
        message = f"`{url.strip()}` is a file of one computer, which readers don't have."
        hint = "Put the file below content/media/ and write media/ and its name."
        problem = places.url_problem(url, "NG339", message, hint)
    elif meant := meant_url(url.strip()):
        # A host with a port looks like a scheme.
        message = f"`{url.strip()}` is a host without `https://`."
        problem = places.url_problem(url, "NG338", message, f"Write {meant}.")
    elif not is_allowed_scheme(scheme):
        message = f"The scheme `{scheme}:` is not allowed in a link."
        near = did_you_mean(scheme, sorted(LINK_SCHEMES)) if len(scheme) > 2 else ""
        hint = f"{near}{LINK_HINT}" if is_link else URL_HINT
        problem = places.url_problem(url, "NG024", message, hint)
    else:
        fault = link_fault(url.strip())
        return None if fault is None else places.url_problem(url, "NG024", fault, URL_HINT)
    # The words of such a link stay, so that an old archive builds; of a picture nothing would.
    return warning(problem) if is_link else problem


def _unclosed_citations(text: str, places: TextPlaces) -> list[Problem]:
    """A warning for each line on which a citation begins that no bracket of its paragraph ends."""
    problems = []
    for match in re.finditer(_OPEN_CITATION, without_written_code(text)):
        line, column = places.at(match.start())
        problems.append(
            Problem.at(
                places.path,
                Position(line, column),
                "NG081",
                "The citation that begins here is not one: it stays as text.",
                "Write [@reuters], or [@reuters, page 4; @nyt], and close the bracket.",
                severity="warning",
            )
        )
    return problems


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
    return Problem.at(
        places.path,
        Position(line, column),
        "NG032",
        f"`{opening}` {fault}.",
        f"The kinds are: {', '.join(boxes.BOX_KINDS)}. Indent the text below by four spaces.",
        severity="warning",
    )
