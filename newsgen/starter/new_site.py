"""The files of a new site: `newsgen.yaml`, a first article, standing pages, and what publishes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import newsgen
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.runtime.theme_folder import package_folder
from newsgen.schemas.schema_files import FOLDER, schema_files

_ELSEWHERE = {
    "README.md": "README.md",
    "requirements.txt": "requirements.txt",
    "gitignore": ".gitignore",
    "github.yml": ".github/workflows/publish.yml",
    "gitlab.yml": ".gitlab-ci.yml",
    "vscode.json": ".vscode/settings.json",
}
"""Where the files go that can't lie in the package under their own names: hidden ones get lost."""

_AS_THEY_ARE = (".svg", ".png")

_WORD = re.compile(r"@@([A-Z_]+)@@")


class Answers(NamedTuple):
    """What `newsgen init` asks for. `url` is absolute, or "" as long as there is none."""

    name: str
    url: str = ""
    language: str = "en"
    timezone: str = "UTC"


def site_files(answers: Answers, now: datetime) -> dict[str, bytes]:
    """The content of each file by its path in the site, sorted. `now` is in the site's time zone."""
    words = _words(answers, now)
    found = {path: _filled(path, content, words) for path, content in _templates()}
    schemas = {f"{FOLDER}/{name}": content for name, content in schema_files().items()}
    return dict(sorted({**found, **schemas}.items()))


def demonstration_files(folder: Path) -> dict[str, bytes]:
    """The demonstration newsroom's files by their path in the site, sorted.

    `folder` holds its `content/` and its `newsgen.yaml`.
    """
    found = [file for file in (folder / "content").rglob("*") if file.is_file()]
    found.append(folder / "newsgen.yaml")
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in sorted(found)}


def demonstration_folder() -> Path:
    """The folder of the demonstration newsroom: in the package where it is installed, else beside it."""
    package = package_folder()
    installed = package / "demonstration"
    return installed if installed.is_dir() else package.parent


def _templates() -> Iterator[tuple[str, bytes]]:
    folder = package_folder() / "starter" / "site"
    for file in folder.rglob("*"):
        if file.is_file():
            name = file.relative_to(folder).as_posix()
            below = name.removeprefix("other/")
            yield (name if below == name else _ELSEWHERE[below]), file.read_bytes()


def _filled(path: str, content: bytes, words: Mapping[str, str]) -> bytes:
    if path.endswith(_AS_THEY_ARE):
        return content
    return _WORD.sub(lambda match: words[match[1]], content.decode()).encode()


def _words(answers: Answers, now: datetime) -> dict[str, str]:
    """What stands for each word between two @@ of a template, the values of YAML in quotes."""
    url = f"url: {_quoted(answers.url)}" if answers.url else "# url: https://example.org/"
    address = (
        "# The address of the front page. Feeds, sitemaps and canonical links need it.\n" + url
    )
    return {
        "NAME": _quoted(answers.name),
        "NAME_TEXT": answers.name,
        "URL": address,
        "LANGUAGE": _quoted(answers.language),
        "TIMEZONE": _quoted(answers.timezone),
        "DESCRIPTION": _quoted(f"News from {answers.name}."),
        "NOW": now.strftime("%Y-%m-%d %H:%M"),
        "TODAY": now.strftime("%Y-%m-%d"),
        "VERSION": newsgen.__version__,
    }


def _quoted(text: str) -> str:
    """The text as a scalar of YAML. What JSON quotes, YAML 1.2 reads as the same text."""
    return json.dumps(text, ensure_ascii=False)
