"""Makes an article of each text file: its first line is the headline, and each line a paragraph where
no blank lines part them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.names import some_of
from newsgen.model.problem import WHOLE_FILE, Problem, warning
from newsgen.model.site import Site
from newsgen.model.slug import slug_fault, slug_of
from newsgen.plugins.importers import ImportedFile
from newsgen.reading.content.articles import DEFAULT_SECTION
from newsgen.reading.files.file_bytes import text_bytes
from newsgen.reading.files.text import decode_text
from newsgen.reading.yaml.dates import parse_moment
from newsgen.starter.new_files import NewArticle, article_text, headline_slug

_ENDINGS = (".txt", ".text", ".md", ".markdown")

_LONGEST_HEADLINE = 150
"""Characters of a first line that is the headline; a longer one is a paragraph."""

_DATED = re.compile(r"(\d{4})[-_. ]?(\d{2})[-_. ]?(\d{2})(?!\d)[-_. ]*")
_OF_NO_PARAGRAPH = re.compile(r"[#>|]|[-*+][ ]|\d{1,3}[.)][ ]|```|~~~")
_ENDS = (*".!?:…。！？।؟۔", '"', "'", "”", "’", "»", "“", "」", "』", ")", "）")


class ImportedText(NamedTuple):
    """The article of a text, and what was made of it, in words."""

    file: ImportedFile
    note: str


def read_texts(source: Path, site: Site) -> Iterator[ImportedText | Problem]:
    """An article for each text in the file or the folder, in the order of their paths.

    A folder within is a section. A text that begins with front matter stays as it is; each other is
    a draft without sources. What can't be read is named. Raises `OSError`.
    """
    given: set[str] = set()
    passed_over: list[str] = []
    for file in _files(source):
        name = file.relative_to(source).as_posix() if file != source else file.name
        if file.suffix.lower() not in _ENDINGS and file != source:
            passed_over.append(name)
            continue
        text = decode_text(text_bytes(file), name)
        if isinstance(text, Problem):
            yield warning(text)
            continue
        yield _article(file, name, text, site, given)
    if passed_over:
        number = len(passed_over)
        is_are = "file is no text and was" if number == 1 else "files are no texts and were"
        yield Problem.at(
            passed_over[0],
            WHOLE_FILE,
            "NG398",
            f"{number:,} {is_are} passed over: {some_of(passed_over)}.",
            f"Save them as text in UTF-8, with a name that ends in {_ENDINGS[0]} or {_ENDINGS[2]}.",
            severity="warning",
        )


def _files(source: Path) -> Iterator[Path]:
    if not source.is_dir():
        yield source
        return
    for folder, folders, names in os.walk(source):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        yield from (Path(folder, one) for one in sorted(names) if not one.startswith("."))


def _article(file: Path, name: str, text: str, site: Site, given: set[str]) -> ImportedText:
    stem, day, of_what = _dated(file, site)
    folder = name.split("/")[0] if "/" in name else ""
    section = slug_of(folder) or DEFAULT_SECTION
    if text.startswith("---\n"):
        headline, content, note = stem, text, "as it is, with its front matter"
    else:
        headline, body = _headline(text, stem)
        body, broken = with_paragraphs(body)
        article = NewArticle(headline=headline, date=day)
        content = f"{article_text(article)}{body}\n"
        note = f"a draft without sources, dated {day} by {of_what}"
        if broken:
            note += f"; its {broken} lines are paragraphs now"
    slug = headline_slug(stem, ascii_only=site.ascii_slugs)
    if not slug or slug_fault(slug) or slug.isdigit():
        slug = headline_slug(headline, ascii_only=site.ascii_slugs)
    if not slug or slug_fault(slug):
        slug = f"text-{len(given) + 1}"
    path = f"articles/{section}/{slug}.md"
    number = 1
    while path.casefold() in given:
        number += 1
        path = f"articles/{section}/{slug}-{number}.md"
    given.add(path.casefold())
    return ImportedText(
        ImportedFile(path=path, content=content), f"{name} is content/{path}: {note}."
    )


def _dated(file: Path, site: Site) -> tuple[str, str, str]:
    """The file's name without ending and date, the date, and where it is from."""
    zone = ZoneInfo(site.timezone)
    stem = file.stem
    match = _DATED.match(stem)
    day = "-".join(match.groups()) if match else ""
    if match and parse_moment(day, zone) is not None:
        return stem[match.end() :], day, "its name"
    changed = datetime.fromtimestamp(file.stat().st_mtime, zone)
    return stem, changed.strftime("%Y-%m-%d"), "the day on which it was last changed"


def _headline(text: str, stem: str) -> tuple[str, str]:
    """The headline and the rest: the first line, or the file's name where that is a paragraph."""
    text = text.strip("\n ")
    first, _, rest = text.partition("\n")
    headline = first.strip().strip("#").strip()
    underlined = re.match(r"(?:=+|-+)[ ]*\n", f"{rest}\n")
    if underlined:
        rest = rest[underlined.end() :]
    if headline and len(headline) <= _LONGEST_HEADLINE:
        return headline, rest.strip("\n")
    return re.sub(r"[-_\s]+", " ", stem).strip().capitalize() or "Text", text


def with_paragraphs(text: str) -> tuple[str, int]:
    """The text with a blank line between its lines, and how many they are, where nothing else parts them.

    Lines that mostly don't end as sentences do are those of one paragraph, which an editor broke.
    """
    lines = [line.rstrip() for line in text.strip("\n").split("\n")]
    if len(lines) < 2 or not all(lines):
        return text.strip("\n"), 0
    prose = [line for line in lines if not _OF_NO_PARAGRAPH.match(line)]
    if sum(line.endswith(_ENDS) for line in prose) * 2 < len(prose):
        return "\n".join(lines), 0
    made = lines[0].lstrip()
    for before, line in pairwise(lines):
        is_list = _OF_NO_PARAGRAPH.match(before) and _OF_NO_PARAGRAPH.match(line)
        made += f"\n{line}" if is_list else f"\n\n{line.lstrip()}"
    return made, len(prose)
