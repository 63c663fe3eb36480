"""Converts Markdown to HTML that is not sanitised yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsgen.model.problem import Position, Problem
from newsgen.model.site import Dialect
from newsgen.reading.markdown import boxes
from newsgen.reading.markdown.growth import growth_fault
from newsgen.reading.markdown.plainmarkdown import plain_html
from newsgen.reading.markdown.sanitizer_fast_path import RawHtml
from newsgen.reading.markdown.typography import may_change, rules_of, typographic
from newsgen.reading.markdown.work import MOST_SECONDS, TooMuchWorkError, TooSlowError

if TYPE_CHECKING:
    from newsgen.reading.markdown.plugged_markdown import PluggedExtension

MAX_QUOTE_DEPTH = 50

_DEEP_QUOTE = re.compile(rf"^[ ]{{0,3}}(?:>[ \t]*){{{MAX_QUOTE_DEPTH + 1}}}", re.MULTILINE)


def converted(
    text: str,
    first_line: int,
    path: str,
    extensions: tuple[str | PluggedExtension, ...],
    lang: str = "en",
    dialect: Dialect = "commonmark",
) -> RawHtml | Problem:
    """The HTML of the text, or why there is none.

    `extensions` are those of the site and its plugins; the text begins on line `first_line` of its file.
    Straight marks become those of the language; `dialect` says which Markdown it is.
    """
    deep = _DEEP_QUOTE.search(text) if text.count(">") > MAX_QUOTE_DEPTH else None
    if deep is not None:
        return _too_deep(path, first_line + text.count("\n", 0, deep.start()))
    plain = None if extensions else plain_html(text, lang, dialect)
    if plain is not None:
        return plain
    html = _converted(text, first_line, path, extensions, dialect)
    if isinstance(html, Problem) or not (may_change(text) or extensions):
        return html
    return html._replace(text=typographic(html.text, rules_of(lang)))


def _converted(
    text: str,
    first_line: int,
    path: str,
    extensions: tuple[str | PluggedExtension, ...],
    dialect: Dialect,
) -> RawHtml | Problem:
    grown = growth_fault(text, first_line, path)
    if grown is not None:
        return grown
    # By need: most texts are plain, and read without Python-Markdown.
    from newsgen.reading.markdown.converter import converter
    from newsgen.reading.markdown.html_work import work_of_nesting

    markdown, work = converter(extensions, has_boxes=boxes.SIGN in text, dialect=dialect)
    work.begin()
    try:
        html = markdown.convert(text)
        work.add(work_of_nesting(html))
        if "<" not in text:
            return RawHtml(html)
        from newsgen.reading.markdown.unread_markdown import html_blocks

        return RawHtml(html, blocks=html_blocks(html, text, markdown.htmlStash.rawHtmlBlocks))
    except RecursionError:
        return _too_deep(path, first_line + _deepest_line(text))
    except TooMuchWorkError:
        return Problem.at(
            path,
            Position(first_line, 1),
            "NG031",
            "The text makes more work than the formatting of a text may.",
            (
                "Look for thousands of brackets, stars or open HTML elements in one"
                " paragraph, for a table with thousands of columns, or for several `[TOC]`."
            ),
        )
    except TooSlowError:
        return Problem.at(
            path,
            Position(first_line, 1),
            "NG370",
            f"This machine took more than {MOST_SECONDS:.0f} seconds to format the text.",
            "Split the text. An extension of Markdown that the site names may be slow, too.",
        )
    except Exception as error:
        if not extensions or not _is_of_extensions(text, dialect):
            raise
        return Problem.at(
            path,
            Position(first_line, 1),
            "NG301",
            f"A Markdown extension fails over this text: {_said(error)}.",
            f"The extensions are {', '.join(map(str, extensions))}. Try without them, one by one.",
        )
    finally:
        markdown.reset()


def _is_of_extensions(text: str, dialect: Dialect) -> bool:
    """Whether the text is converted where the site names no extensions."""
    from newsgen.reading.markdown.converter import converter

    markdown, work = converter((), has_boxes=boxes.SIGN in text, dialect=dialect)
    work.begin()
    try:
        markdown.convert(text)
    except Exception:  # noqa: BLE001 - whatever it is, it is not of the extensions
        return False
    finally:
        markdown.reset()
    return True


def _said(error: Exception) -> str:
    return f"{type(error).__name__}, {error}".rstrip(".") if str(error) else type(error).__name__


def _deepest_line(text: str) -> int:
    """The index of the line that begins with the longest run of indents, bullets and quotation marks."""
    depths = [len(line) - len(line.lstrip(" \t>*+-")) for line in text.split("\n")]
    return depths.index(max(depths))


def _too_deep(path: str, line: int) -> Problem:
    return Problem.at(
        path,
        Position(line, 1),
        "NG030",
        "Quotations or lists are nested too deeply here.",
        f"{MAX_QUOTE_DEPTH} levels of quotation are the most; use fewer.",
    )
