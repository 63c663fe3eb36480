"""Resolves the names and paths that authors write to files of the content."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from newsgen.catalog.pictures import is_picture
from newsgen.model.article import Head, Reference
from newsgen.model.documents import OUR_OWN, UNLISTED, ending_of
from newsgen.model.folding import composed
from newsgen.model.names import some_of, tagged_name
from newsgen.model.nearest import Nearest
from newsgen.model.picture import NO_PICTURE, PICTURE_NAMES, Fault, PictureHead
from newsgen.model.problem import Problem
from newsgen.model.records import FileRecord, WithdrawnHead
from newsgen.model.slug import slug_of
from newsgen.reading.files.file_kinds import CONTENT, is_markdown
from newsgen.reading.urls import meant_url

# A path that leads down alone and is what `normpath` would make of it.
_STRAIGHT = re.compile(r"[^./][^/]*(?:/[^./][^/]*)*")


OF_ARTICLES = ("article", "withdrawn")
"""The kinds of records of the files below content/articles/."""

HINTED = frozenset({"NG042", "NG044"})
"""The codes of problems whose hint names an article of the site: it changes with any slug."""


class LinkResolver:
    """Finds content files by what authors write."""

    def __init__(
        self,
        records: Mapping[str, FileRecord],
        slugs: Mapping[str, list[str]],
        documents: Collection[str] = (),
    ) -> None:
        """`slugs` are the articles of each slug by path, `documents` the endings that the site adds."""
        self._records = records
        self._slugs = slugs
        self._documents = documents
        self._nearest = Nearest(slugs)
        self._ambiguous: dict[tuple[str, str], list[str]] = {}
        self._are_loaded = isinstance(records, dict)

    def file(self, reference: Reference, path: str) -> str | Problem:
        """The content file that a link in the file at `path` leads to.

        A path on the published site, such as "/about.html", is given back as it is.
        """
        target = composed(reference.target)
        if target.startswith("/") and not self._is_content(target):
            if ".." in target.split("/"):
                return _problem(
                    reference, path, "NG025", f"`{target}` leads out of the site.",
                    "Write the address from the site's first folder, such as /about.html.",
                )  # fmt: skip
            return target
        candidates = _candidates(target, path)
        if candidates is None:
            return _problem(
                reference, path, "NG025", f"`{target}` leads out of the site's content.",
                "Copy the file below content/ and name it there.",
            )  # fmt: skip
        found = next((one for one in candidates if one in self._records), None)
        if found is not None and self._are_loaded:
            # The record's own path, which is one text for all that lead there.
            found = self._records[found].path
        if found is not None and is_markdown(found) and not reference.is_picture:
            return found
        if found is None:
            return self._missing(reference, path, PurePosixPath(target).suffix.lower())
        fault = self._fault(self._records[found], reference)
        if fault is not None:
            message = f"`{target}` {fault.what}."
            return _problem(reference, path, fault.code, message, fault.hint)
        return found

    def losses(
        self, references: Iterable[Reference], paths: Iterable[str], path: str
    ) -> Iterator[Problem]:
        """Where the file at `path` leads to drawings that are published without a part of them."""
        for reference, found in zip(references, paths, strict=True):
            if not found.lower().endswith(".svg"):
                continue
            record = self._records.get(found)
            head = record.head if record is not None else None
            if isinstance(head, PictureHead) and head.lost:
                yield _problem(
                    reference, path, "NG351",
                    f"`{reference.target}` is published without {', '.join(head.lost)}: of a drawing only"
                    " what draws and stands still is kept, and nothing from elsewhere.",
                    "Look at it. Draw shapes in their place, embed pictures as PNG, or save it all as PNG.",
                    is_warning=True,
                )  # fmt: skip

    def article(self, reference: Reference, path: str, lang: str) -> str | Problem:
        """The article named by path, file name or slug; of several languages, the one in `lang`."""
        target = composed(reference.target)
        if "/" in target or is_markdown(target):
            candidates = _candidates(target.removeprefix("/"), path) or []
            if not is_markdown(target):
                candidates = [f"{one}.md" for one in candidates]
            found = [one for one in candidates if self._is_article(one)][:1]
            if not found and "/" not in target:
                found = self._by_slug(slug_of(PurePosixPath(target).stem), lang)
        else:
            found = self._by_slug(target, lang)
        if len(found) == 1:
            return found[0]
        if found:
            return _problem(
                reference, path, "NG043", f"`{target}` fits {len(found)} articles: {some_of(found)}.",
                "Write the path of the one you mean.",
            )  # fmt: skip
        return _problem(
            reference, path, "NG042", f"There is no article `{target}`.",
            f"{self._near_slug(target)}Write its file's name, such as name.md, or its slug.",
        )  # fmt: skip

    def _is_content(self, target: str) -> bool:
        return is_markdown(target) or f"{CONTENT}{target[1:]}" in self._records

    def _is_article(self, path: str) -> bool:
        record = self._records.get(path)
        return record is not None and record.kind in OF_ARTICLES

    def _by_slug(self, slug: str, lang: str) -> list[str]:
        found = self._slugs.get(slug, [])
        if len(found) < 2:
            return found
        same = self._ambiguous.get((slug, lang))
        if same is None:
            heads = ((one, self._records[one].head) for one in found)
            same = [one for one, head in heads if getattr(head, "lang", "") == lang]
            self._ambiguous[slug, lang] = same
        return same or found

    def _fault(self, record: FileRecord, reference: Reference) -> Fault | None:
        """Why the file that was found cannot be published as what the author takes it for."""
        head = record.head
        fault = head.fault if isinstance(head, PictureHead) else None
        if fault and fault.code == UNLISTED and ending_of(record.path) in self._documents:
            fault = None
        if reference.is_picture and not is_picture(record):
            return fault or NO_PICTURE
        return fault if record.kind == "media" else OUR_OWN

    def _missing(self, reference: Reference, path: str, suffix: str) -> Problem:
        target = reference.target
        if is_markdown(target):
            stem = PurePosixPath(target).stem
            return _problem(
                reference, path, "NG044", f"There is no file `{target}`.",
                f"{self._near_slug(stem)}Look at the name and the folder.",
            )  # fmt: skip
        meant = "" if reference.is_picture else meant_url(target)
        if meant:
            what = "a mail address" if meant.startswith("mailto:") else "a host"
            return _problem(
                reference, path, "NG338", f"`{target}` is {what} without `{meant[: -len(target)]}`.",
                f"Write {meant}. Without that it is taken for a file.", is_warning=True,
            )  # fmt: skip
        if reference.is_picture or (suffix and suffix not in (".html", ".htm")):
            what = "picture" if reference.is_picture or suffix in PICTURE_NAMES else "file"
            return _problem(
                reference, path, "NG045", f"There is no {what} `{target}`.",
                "Put it below content/media/ and write media/name.",
            )  # fmt: skip
        return _problem(
            reference, path, "NG047", f"The link to `{target}` leads nowhere.",
            "Link to the Markdown file; newsgen finds its address.", is_warning=True,
        )  # fmt: skip

    def _near_slug(self, word: str) -> str:
        near = self._nearest.to(slug_of(word))
        return f"Did you mean `{near}`? " if near else ""


def names(head: Head) -> set[str]:
    """All names on which it depends what the article leads to: of files, of slugs, and of outputs.

    Nothing else that exists or not, or comes or goes, changes that.
    """
    names = {
        place_name(one)
        for link in head.place_links
        for one in _candidates(head.links[link.link].target, head.path) or ()
    }
    image = (Reference(head.image.src, 0, 0),) if head.image else ()
    for reference in (*head.links, *image):
        names |= file_names(reference.target, head.path)
    for reference in head.read_also:
        target = composed(reference.target)
        candidates = _candidates(target.removeprefix("/"), head.path) or []
        names.update(candidates)
        names.update(f"{one}.md" for one in candidates)
        names.add(slug_name(target))
        names.add(slug_name(slug_of(PurePosixPath(target).stem)))
    return names


def linked_files(head: Head) -> Iterator[str]:
    """All paths at which the links of an article are looked for."""
    for reference in head.links:
        yield from _candidates(reference.target, head.path) or ()


def pictured_files(head: Head) -> Iterable[str]:
    """All paths at which the picture of an article is looked for."""
    return (_candidates(head.image.src, head.path) or ()) if head.image else ()


def file_names(target: str, path: str) -> set[str]:
    """The same for one link in the file at `path`."""
    target = composed(target)
    names = set(_candidates(target, path) or ())
    if target.startswith("/"):
        names.add(f"{CONTENT}{target[1:]}")
        names.add(output_name(target.strip("/")))
        names.add(output_name(f"{target.strip('/')}/index.html".lstrip("/")))
    return names


def _candidates(target: str, path: str) -> list[str] | None:
    """The paths to look at: beside the file that names it, then below content/."""
    target = composed(target)
    bare = target.removeprefix("/")
    folders: tuple[str, ...] = (CONTENT, f"{CONTENT}articles/")
    if not target.startswith("/"):
        folders = (f"{posixpath.dirname(path)}/", *folders)
    down, ups = bare, 0
    while down.startswith("../"):
        down, ups = down[3:], ups + 1
    if _STRAIGHT.fullmatch(down):
        paths = [_above(folder, ups) + down for folder in folders if ups <= folder.count("/")]
    else:
        paths = [posixpath.normpath(posixpath.join(folder, bare)) for folder in folders]
    inside = [one for one in paths if one.startswith(CONTENT)]
    return list(dict.fromkeys(inside)) or None


def _above(folder: str, ups: int) -> str:
    """The folder that is so many above this one; each ends in "/", the site's own is ""."""
    for _ in range(ups):
        folder = folder[: folder.rfind("/", 0, -1) + 1]
    return folder


def slug_name(slug: str) -> str:
    """Names whatever articles have this slug."""
    return f"slug:{slug}"


def place_name(path: str) -> str:
    """Names the places in the text of the file at this path."""
    return f"places:{path}"


def output_name(path: str) -> str:
    """Names the output at this path."""
    return f"output:{path}"


def slugs_of(records: Mapping[str, FileRecord]) -> dict[str, list[str]]:
    """The articles of each slug; one that could not be read is known by its file's name."""
    slugs: dict[str, list[str]] = {}
    for path, record in records.items():
        if record.kind in OF_ARTICLES:
            slugs.setdefault(record_slug(record), []).append(path)
    return slugs


def record_slug(record: FileRecord) -> str:
    """The slug of an article, which one that could not be read has of its file's name."""
    head = record.head
    return (
        head.slug
        if isinstance(head, Head | WithdrawnHead)
        else slug_of(tagged_name(record.path).stem)
    )


def resolved(
    references: tuple[Reference, ...],
    find: Callable[[Reference], str | Problem],
    problems: list[Problem],
) -> tuple[str, ...]:
    """What each reference leads to, "" where it leads nowhere; the problems are added to the list."""
    paths = []
    for reference in references:
        found = find(reference)
        if isinstance(found, Problem):
            problems.append(found)
            found = ""
        paths.append(found)
    return tuple(paths)


def _problem(
    reference: Reference, path: str, code: str, message: str, hint: str, *, is_warning: bool = False
) -> Problem:
    return Problem.at(
        path, reference, code, message, hint, severity="warning" if is_warning else "error"
    )
