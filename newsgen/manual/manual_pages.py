"""The pages of the documentation: which there are, what they are called, and what stands in them."""

from __future__ import annotations

import re
from pathlib import Path

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.runtime.theme_folder import package_folder

INDEX = "index"
"""The page that lists the others. It becomes the front page."""

LEFT_OUT = frozenset({"gallery"})
"""Of sixty pictures: nobody wants them installed."""

BESIDE = ("README", "CONTRIBUTING", "CHANGELOG")
"""Pages that lie above docs/ in the repository."""

OTHER_NAMES = {
    "init": "tutorial",
    "new": "tutorial",
    "serve": "serve",
    "import": "import",
    "plugins": "plugins",
    "build": "building",
    "hosting": "deploy",
    "deploy": "deploy",
    "status": "building",
    "explain": "building",
    "completion": "building",
    "check": "desk",
    "schema": "site",
    "newsgen.yaml": "site",
    "front-matter": "articles",
}
"""What else a page is asked for by: the commands that it is about."""

_CODE = re.compile(r"NG\d{3}", re.IGNORECASE)
_ITEM = re.compile(r"^- \[(?P<title>[^\]]+)\]\((?P<file>[^)#\s]+)\)(?:: (?P<about>.*))?$")


class Page(NamedTuple):
    """A page: its name, its title, the Markdown below its heading, and what the index says of it."""

    name: str
    title: str
    body: str
    about: str


class Group(NamedTuple):
    """Pages for one kind of reader."""

    title: str
    pages: tuple[Page, ...]


def manual_folder() -> Path:
    """The folder of the documentation: in the package where it is installed, else in the checkout."""
    installed = package_folder() / "docs"
    return installed if installed.is_dir() else package_folder().parent / "docs"


def groups(folder: Path) -> tuple[Group, ...]:
    """All pages of the folder in the groups and the order of its index, the others at the end."""
    files = _files(folder)
    found: list[Group] = []
    left = {name for name in files if name != INDEX}
    title, pages = "", list[Page]()
    for line in [*files[INDEX].splitlines(), "More:"]:
        item = _ITEM.match(line)
        name = Path(item["file"]).stem.lower() if item else ""
        if item and name in left:
            left.discard(name)
            pages.append(
                _page(name, files[name], item["about"] or "")._replace(title=item["title"])
            )
        elif line.endswith(":") and not item:
            if pages:
                found.append(Group(title, tuple(pages)))
            title, pages = line.removesuffix(":"), []
    if left:
        rest = tuple(_page(name, files[name], "") for name in sorted(left))
        found.append(Group("More", rest))
    return tuple(found)


def page_named(word: str, names: frozenset[str]) -> str:
    """The name of the page that is asked for, "" where there is none."""
    bare = word.lower().removeprefix("docs/").removesuffix(".md")
    if _CODE.fullmatch(bare):
        bare = "problems"
    bare = OTHER_NAMES.get(bare, bare)
    return bare if bare in names else ""


def _files(folder: Path) -> dict[str, str]:
    """The Markdown of each page by its name."""
    found = {
        file.stem: file.read_text("utf-8")
        for file in folder.glob("*.md")
        if file.stem not in (*LEFT_OUT, *BESIDE)
    }
    for name in BESIDE:
        # Beside the others where it is installed, above them in a checkout.
        places = (folder / f"{name}.md", folder.parent / f"{name}.md")
        text = next((one.read_text("utf-8") for one in places if one.is_file()), None)
        if text is not None:
            found[name.lower()] = text
    return found


def _page(name: str, text: str, about: str) -> Page:
    heading, _, body = text.partition("\n")
    return Page(name, heading.removeprefix("# ").strip(), body, about)
