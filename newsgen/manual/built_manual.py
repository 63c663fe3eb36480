"""The documentation as a site of newsgen's own: the files that it is built from."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from newsgen.manual.manual_pages import Group, Page

DRAWING = "performance.svg"

_CONFIG = """name: newsgen
description: The documentation of the static site generator for newsrooms.
"""
_FOOTER = """<footer class="site-foot">
<div class="wrap">
<div class="about">
<p class="nameplate"><a href="{{ root }}{{ site.home.route }}">{{ site.name }}</a></p>
<p>{{ site.description }}</p>
</div>
<nav aria-label="{{ _("Site index") }}">
<div>
<h2>Documentation</h2>
<ul>
{% for link in site.pages %}
<li><a href="{{ root }}{{ link.route }}">{{ link.title }}</a></li>
{% endfor %}
</ul>
</div>
</nav>
</div>
</footer>
"""
_HOME = """{% extends "base.html" %}
{% block main %}
<article class="standing">
<header class="page-head"><h1>Documentation</h1></header>
<div class="prose">
{% raw %}
@
{% endraw %}
</div>
</article>
{% endblock %}
"""

_FENCED = re.compile(r"(^```.*?^```$)", re.DOTALL | re.MULTILINE)
_LINK = re.compile(
    # What begins as code is code; code within the words of a link is part of them.
    r"`[^`\n]+`"
    r"|(?<!\\)(?P<mark>!?)\[(?P<text>(?:[^\[\]]++|\[[^\[\]]*+\])*+)\]\((?P<target>[^()\s]++)\)"
)
_CODE = re.compile(r"`([^`]+)`")


def manual_files(groups: Iterable[Group], drawing: bytes) -> dict[str, bytes]:
    """The files of the site by path: a standing page for each page, and a front page that lists them."""
    groups = list(groups)
    pages = [page for group in groups for page in group.pages]
    names = frozenset(page.name for page in pages)
    files = {
        "newsgen.yaml": _CONFIG,
        "templates/parts/footer.html": _FOOTER,
        "templates/home.html": _HOME.replace("@", _listed(groups)),
    }
    for order, page in enumerate(pages):
        files[f"content/pages/{page.name}.md"] = _standing(page, order, names)
    found = {path: text.encode() for path, text in files.items()}
    return {**found, f"content/media/{DRAWING}": drawing}


def write_site(files: Mapping[str, bytes], folder: Path) -> None:
    """Makes the folder hold these files in `content/` and beside it. Raises `OSError`."""
    for path, content in files.items():
        file = folder / path
        if file.is_file() and file.read_bytes() == content:
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    # What an older newsgen had.
    for file in (folder / "content").rglob("*"):
        if file.is_file() and file.relative_to(folder).as_posix() not in files:
            file.unlink()


def _standing(page: Page, order: int, names: frozenset[str]) -> str:
    title = json.dumps(page.title, ensure_ascii=False)
    about = json.dumps(page.about.replace("`", ""), ensure_ascii=False)
    head = f"---\ntitle: {title}\ndescription: {about}\norder: {order}\n---\n"
    pieces = _FENCED.split(page.body)
    # Blocks of code stand at the odd places and stay as they are.
    pieces[::2] = [_linked(piece, names) for piece in pieces[::2]]
    return head + "".join(pieces)


def _linked(text: str, names: frozenset[str]) -> str:
    """The text with its links among the pages; one to a file that is not installed becomes text."""

    def link(match: re.Match[str]) -> str:
        words, file = match["text"], match["target"]
        if file is None or "://" in file or file.startswith("mailto:"):
            return match.group()
        target, _, fragment = file.partition("#")
        name = Path(target).stem.lower()
        if match["mark"]:
            return f"![{words}](../media/{DRAWING})" if Path(target).name == DRAWING else words
        if target and not (target.endswith(".md") and name in names):
            return words
        page = f"{name}.md" if target else ""
        return f"[{words}]({page}{'#' if fragment else ''}{fragment})"

    return _LINK.sub(link, text)


def _listed(groups: Iterable[Group]) -> str:
    """The list of the pages as HTML."""
    lines = []
    for group in groups:
        lines.append(f"<h2>{html.escape(group.title)}</h2>\n<ul>")
        for page in group.pages:
            about = _CODE.sub(r"<code>\1</code>", html.escape(page.about, quote=False))
            link = f'<a href="{page.name}.html">{html.escape(page.title)}</a>'
            lines.append(f"<li>{link}{f': {about}' if about else ''}</li>")
        lines.append("</ul>")
    return "\n".join(lines)
