"""Makes an article of each text file: its first line is the headline, and each line a paragraph where
no blank lines part them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from newsgen.importing.named_outlets import outlets
from newsgen.importing.options import Options
from newsgen.importing.source_folder import text_at
from newsgen.importing.word_documents import text_of_word
from newsgen.model.site import Site
from newsgen.model.slug import slug_fault, slug_of
from newsgen.plugins.imported_pieces import Loss, PassedOver
from newsgen.plugins.importers import Imported, ImportedFile, Importer
from newsgen.reading.content.articles import DEFAULT_SECTION
from newsgen.reading.yaml.dates import parse_moment
from newsgen.starter.new_files import NewArticle, article_text, headline_slug

_ENDINGS = (".txt", ".text", ".md", ".markdown")

_ALL = (*_ENDINGS, ".docx")

_LONGEST_INVITATION = 60

_LONGEST_HEADLINE = 150
"""Characters of a first line that is the headline; a longer one is a paragraph."""

_DATED = re.compile(r"(\d{4})[-_. ]?(\d{2})[-_. ]?(\d{2})(?!\d)[-_. ]*")
_OF_NO_PARAGRAPH = re.compile(r"[#>|]|[-*+][ ]|\d{1,3}[.)][ ]|```|~~~")
_ENDS = (*".!?:…。！？।؟۔", '"', "'", "”", "’", "»", "“", "」", "』", ")", "）")


def importer(options: Options) -> Importer:
    """The importer of texts."""
    return Importer(name="text", read=partial(_read, options=options))


def recognises(source: Path) -> bool:
    """Whether the source is a text, or a folder with one."""
    if not source.is_dir():
        return source.suffix.lower() in _ALL
    return any(one.suffix.lower() in _ALL for one in _files(source))


def _read(source: Path, options: Options) -> Iterator[Imported]:
    """An article for each text in the file or the folder, in the order of their paths.

    A folder within is a section. A text that begins with front matter stays as it is; each other is
    a draft. What can't be read is named. Raises `OSError`.
    """
    given: set[str] = set()
    for file in _files(source):
        name = file.relative_to(source).as_posix() if file != source else file.name
        if file.suffix.lower() not in _ALL and file != source:
            yield PassedOver(origin=name, why="It is no text.")
            continue
        losses: tuple[Loss, ...] = ()
        if file.suffix.lower() == ".docx":
            found = text_of_word(file)
            if isinstance(found, str):
                yield PassedOver(origin=name, why=found, failed=True)
                continue
            text, losses = found
        else:
            whole = text_at(name, file)
            if isinstance(whole, PassedOver):
                yield whole
                continue
            text, losses = whole
        if not text.strip():
            yield PassedOver(origin=name, why="It is empty.", failed=True)
            continue
        yield _article(file, name, text, options, given, losses)


def _files(source: Path) -> Iterator[Path]:
    if not source.is_dir():
        yield source
        return
    for folder, folders, names in os.walk(source):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        yield from (Path(folder, one) for one in sorted(names) if not one.startswith("."))


def _article(
    file: Path, name: str, text: str, options: Options, given: set[str], losses: tuple[Loss, ...]
) -> ImportedFile:
    site = options.site
    stem, day, of_what = _dated(file, site)
    if options.date:
        day, of_what = options.date, "what was asked for"
    folder = name.split("/")[0] if "/" in name else ""
    section = slug_of(options.section or folder) or DEFAULT_SECTION
    if text.startswith("---\n"):
        headline, content, note = stem, text, "as it is, with its front matter"
    else:
        headline, body = _headline(text, stem)
        body, dropped = _without_invitation(body)
        body, broken = with_paragraphs(body)
        sources = outlets(body)
        article = NewArticle(headline=headline, date=day, sources=sources)
        content = f"{article_text(article)}{body}\n"
        told = f"with sources to be checked: {', '.join(sources)}" if sources else "without sources"
        note = f"a draft {told}, dated {day} by {of_what}"
        if broken:
            note += f"; its {broken} lines are paragraphs now"
        if dropped:
            note += f"; the last line was left out, for it introduces nothing: {dropped}"
            losses = (
                *losses,
                Loss(fate="dropped", what=f"last line that introduces nothing: {dropped}"),
            )
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
    note = f"{name} is content/{path}: {note}."
    return ImportedFile(path=path, content=content, origin=name, note=note, losses=losses)


def _without_invitation(body: str) -> tuple[str, str]:
    """The text without a last line that introduces what is not there ("Read also:"), and that line."""
    rest, _, last = body.rstrip().rpartition("\n")
    words = last.strip().strip("*_#").strip()
    if rest.strip() and len(words) <= _LONGEST_INVITATION and words.endswith((":", "：")):
        return rest.rstrip(), words
    return body, ""


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
