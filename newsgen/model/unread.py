"""Files of the content that hold text, and from which no text is read."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from newsgen.model.nearest import did_you_mean
from newsgen.model.problem import WHOLE_FILE, Problem

_ROOMS = ("content/articles/", "content/pages/", "content/people/")
_DATA = "content/data/"
_KNOWN_FILES = (
    "content/sources.yaml",
    "content/style.yaml",
    "content/front.yaml",
    "content/redirects.yaml",
)
_FRONT = "content/front."

_OF_MARKDOWN = frozenset({
    "mdown", "mkdown", "mkdn", "mkd", "mdwn", "mdtxt", "mdtext", "markdn", "mdx", "rmd", "qmd",
})  # fmt: skip
_OF_TEXT = _OF_MARKDOWN | {
    "txt", "text", "rtf", "doc", "docx", "odt", "pages", "fodt", "wps", "htm", "html", "xhtml", "rst", "org",
    "adoc", "asciidoc", "tex", "textile", "wiki", "typ", "gdoc",
}  # fmt: skip
_OF_VALUES = frozenset({"yaml", "yml", "toml"})

_ABOUT = frozenset({
    "readme", "license", "licence", "copying", "changelog", "contributing", "notice", "authors", "credits",
    "todo", "code_of_conduct", "security", "robots", "humans",
})  # fmt: skip
"""What files are called, without their ending, that say something to those who work on the folder."""


def is_about_folder(name: str) -> bool:
    """Whether a file of this name tells of the folder it lies in, and is not meant to be published."""
    return name.partition(".")[0].lower() in _ABOUT


def is_unread_text(path: str) -> bool:
    """Whether a file at this path holds text that is neither read as content nor as settings."""
    name = path.rpartition("/")[2]
    ending = name.rpartition(".")[2].lower()
    if is_about_folder(name):
        return False
    if ending in _OF_TEXT:
        return path.startswith(_ROOMS)
    if ending not in _OF_VALUES or path.startswith(_DATA) or path in _KNOWN_FILES:
        return False
    return not (path.startswith(_FRONT) and ending == "yaml" and path.count(".") == 2)


def unread_problems(paths: Collection[str]) -> Iterator[Problem]:
    """A warning for each folder of the content and each ending among these files, which nothing leads to."""
    found: dict[tuple[str, str], list[str]] = {}
    for path in sorted(paths):
        top = "/".join(path.split("/")[:2]) + "/" if path.count("/") > 1 else "content/"
        found.setdefault((top, path.rpartition(".")[2].lower()), []).append(path)
    for (top, ending), group in sorted(found.items()):
        more = f", nor are {len(group) - 1:,} more such files in {top}" if len(group) > 1 else ""
        yield Problem.at(
            group[0],
            WHOLE_FILE,
            "NG433",
            f"The file is not read, and nothing links to it{more}.",
            _hint(group[0], top, ending),
            severity="warning",
        )


def _hint(path: str, top: str, ending: str) -> str:
    if ending in _OF_VALUES:
        if top != "content/":
            return "Data for templates lies in content/data/."
        meant = did_you_mean(path, _KNOWN_FILES)
        return meant.strip() or "Data for templates lies in content/data/."
    if ending in _OF_MARKDOWN:
        return "Give it the ending `.md`."
    if ending in ("txt", "text"):
        return "An article is Markdown with front matter, in a file that ends in `.md`."
    return "Save its text as Markdown with front matter, in a file that ends in `.md`."
