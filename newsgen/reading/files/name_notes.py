"""Tells from the names of a site's files alone which languages it has and which files nobody reads.

One look at the names of all folders answers both. What it costs is little: a folder in which every
name is that of a text without a further dot is passed over.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.folding import composed
from newsgen.model.names import tagged_name
from newsgen.model.nearest import did_you_mean
from newsgen.model.problem import WHOLE_FILE, Problem
from newsgen.model.unread import is_about_folder, is_unread_text
from newsgen.reading.files.file_kinds import CONTENT, DATA, is_markdown, is_passed_over, kind_of
from newsgen.reading.files.scan import Folder
from newsgen.reading.files.well_known_paths import CONFIG

_SEVERAL = 3
"""So many files with one language in their names prove it without a sibling."""

_FRONT, _YAML = "front.", ".yaml"
_WORDS = "locale/"
_WITH_LANGUAGES = ("content/articles/", "content/pages/")

_MEANT = {
    **dict.fromkeys(("posts", "post", "_posts", "stories", "story", "blog", "news"), "articles"),
    **dict.fromkeys(("authors", "author", "staff", "team", "bylines", "persons"), "people"),
    "static": "pages",
}
_READ_IN = "Markdown is read in content/articles/, content/pages/ and content/people/."

_OTHER_CONFIGS = frozenset({
    "newsgen.yml", "newsgen.json", "newsgen.toml", "newsgen.yaml.txt", "newsgen.yaml.yaml", "_newsgen.yaml",
})  # fmt: skip
_CONFIGS_OF_OTHERS = frozenset({
    "config.toml", "config.yaml", "config.yml", "_config.yml", "_config.yaml", "hugo.toml", "hugo.yaml",
    "hugo.yml", "pelicanconf.py", "site.yaml", "site.yml",
})  # fmt: skip
_OTHER_FOLDERS = {
    "template": "templates", "statics": "static", "locales": "locale", "contents": "content",
}  # fmt: skip


class NameNotes(NamedTuple):
    """What the names say: the languages that they prove, and what is wrong with them.

    `unread` are the paths of texts that no text is read from, and that may be linked to as
    documents. With `is_delicate` a name holds what may be a language: a file that comes or
    goes may prove it or not.
    """

    languages: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_delicate: bool = False


def name_notes(
    site: Path,
    folders: Iterable[Folder],
    known: Collection[str],
    is_language: Callable[[str], bool],
) -> NameNotes:
    """The notes on these folders of the site. `known` are the languages that its settings name.

    `is_language` tells whether there is a language of this tag.
    """
    folders = [*folders]
    odd = [one for one in folders if one.is_odd and one.path.startswith(CONTENT)]
    names = {one.path: [*_counting(one)] for one in odd}
    tagged = [*_tagged(names, known)]
    if tagged:
        names[_WORDS] = [row[0] for one in folders if one.path == _WORDS for row in one.rows]
    proven = _proven(names, tagged, known, is_language) if tagged else ()
    names.pop(_WORDS, None)
    unread = tuple(
        sorted(
            folder + name
            for folder, found in names.items()
            for name in found
            if is_unread_text(folder + name)
        )
    )
    problems = (*_not_read(names), *_beside(site))
    return NameNotes(tuple(proven), unread, problems, bool(tagged))


def may_change_notes(path: str) -> bool:
    """Whether a file of this name that comes or goes may change the notes."""
    name = path.rpartition("/")[2]
    return not is_markdown(path) or name.count(".") > 1 or kind_of(path) is None


def _counting(folder: Folder) -> Iterator[str]:
    for name, *_ in folder.rows:
        if not is_passed_over(name, folder.path + name):
            yield composed(name)


def _tagged(
    names: dict[str, list[str]], known: Collection[str]
) -> Iterator[tuple[str, str, str, str]]:
    """The folder, the name, its stem and its language, of files that may be in another language."""
    for folder, found in names.items():
        if folder.startswith(_WITH_LANGUAGES):
            for name in found:
                if name.count(".") > 1 and is_markdown(name):
                    stem, lang = tagged_name(name)
                    if lang and lang not in known:
                        yield folder, name, stem, lang


def _proven(
    names: dict[str, list[str]],
    tagged: Sequence[tuple[str, str, str, str]],
    known: Collection[str],
    is_language: Callable[[str], bool],
) -> list[str]:
    counts = Counter(lang for _, _, _, lang in tagged)
    candidates = {*filter(is_language, counts)}
    proven = {lang for lang in candidates if counts[lang] >= _SEVERAL}
    stems: dict[tuple[str, str], set[str]] = {}
    for folder in {folder for folder, _, _, _ in tagged}:
        for name in names[folder]:
            if is_markdown(name):
                stem, lang = tagged_name(name)
                if lang in candidates or lang in known:
                    stems.setdefault((folder, stem), set()).add(lang)
                else:
                    # A name that is no language is part of the stem, and so is none at all.
                    whole = f"{stem}.{lang}" if lang else stem
                    stems.setdefault((folder, whole), set()).add("")
    for langs in stems.values():
        if len(langs) > 1:
            proven |= langs & candidates
    # A front page is set for an edition alone, and so are words.
    fronts = [one for one in names.get(CONTENT, ()) if one.startswith(_FRONT)]
    set_for = {one.removeprefix(_FRONT).removesuffix(_YAML) for one in [*fronts, *names[_WORDS]]}
    proven |= set_for & candidates
    return sorted(proven)


def _not_read(names: dict[str, list[str]]) -> Iterator[Problem]:
    """A warning for each folder in `content/` with Markdown that is not read."""
    found: dict[str, list[str]] = {}
    for folder, inside in names.items():
        for name in inside:
            path = folder + name
            if is_markdown(name) and kind_of(path) is None and not is_about_folder(name):
                top, slash, _ = path.removeprefix(CONTENT).partition("/")
                found.setdefault(top if slash else "", []).append(path)
    for top, paths in sorted(found.items()):
        hint = _READ_IN
        meant = _MEANT.get(top.lower(), "")
        if top and not _is_of_files(top):
            did = f"Did you mean `{meant}`? " if meant else ""
            did = did or did_you_mean(top.lower(), ("articles", "pages", "people"))
            hint = f"{did}{_READ_IN}"
        where = f"content/{top}/" if top else "content/"
        yield _unread(sorted(paths), f"Markdown in {where} is not read", hint)


def _is_of_files(top: str) -> bool:
    """Whether the folder is one of files, and its name right."""
    return top in ("media", DATA.split("/")[1])


def _beside(site: Path) -> Iterator[Problem]:
    """A warning for each file or folder beside the content that is meant for newsgen, and is not read."""
    try:
        there = sorted(os.listdir(site))
    except OSError:
        return
    has_config = CONFIG in there
    for name in there:
        lower = name.lower()
        is_config = lower in _OTHER_CONFIGS or (lower == CONFIG and name != CONFIG)
        if is_config or (not has_config and lower in _CONFIGS_OF_OTHERS):
            yield _unread([name], f"`{name}` is not read", f"The settings stand in {CONFIG}.")
        meant = lower if lower in ("templates", "static", "locale") else _OTHER_FOLDERS.get(lower)
        if meant and name != meant and meant not in there and (site / name).is_dir():
            yield _unread([name], f"The folder `{name}` is not read", f"Rename it to `{meant}`.")


def _unread(paths: Sequence[str], what: str, hint: str) -> Problem:
    more = f", nor are {len(paths) - 1:,} more there" if len(paths) > 1 else ""
    return Problem.at(paths[0], WHOLE_FILE, "NG433", f"{what}{more}.", hint, severity="warning")
