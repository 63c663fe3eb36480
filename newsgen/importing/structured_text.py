"""Makes Markdown of reStructuredText: docutils makes HTML of it, which may read no file and run nothing."""

from __future__ import annotations

import io
import re

from newsgen.importing.html_markdown import markdown_of
from newsgen.plugins.imported_pieces import Loss

_BEGINS = re.compile(r"<main\b[^<>]*+>")
_LITERAL = re.compile(
    r'<span class="docutils literal">((?:<span class="pre">.*?</span>|[^<])*)</span>', re.DOTALL
)
_SAID = re.compile(
    r'<p class="system-message-title">.*?</p>\s*<p>.*?</p>|<p class="system-message-title">.*?</p>',
    re.DOTALL,
)
_UNKNOWN = re.compile(r'Unknown (directive type|interpreted text role) "([\w:-]+)"')


def markdown_of_rest(text: str) -> tuple[str, tuple[Loss, ...]]:
    """The Markdown of a text, and what was not carried as it was. What is unknown stays as written."""
    # By need: it is a library of an extra.
    from docutils.core import publish_parts

    said = io.StringIO()
    settings = {
        "file_insertion_enabled": False,
        "raw_enabled": True,
        "_disable_config": True,
        "warning_stream": said,
        "report_level": 2,
        "halt_level": 5,
        "doctitle_xform": False,
        "initial_header_level": 2,
        "syntax_highlight": "none",
        "embed_stylesheet": False,
        "smart_quotes": False,
        "line_length_limit": 1_000_000,
        "exit_status_level": 5,
    }
    parts = publish_parts(text, writer="html5", settings_overrides=settings)
    begin, end = _BEGINS.search(parts["whole"]), parts["whole"].rfind("</main>")
    html = parts["whole"][begin.end() : end] if begin and end >= 0 else parts["body"]
    html = _LITERAL.sub(r"<code>\1</code>", _SAID.sub("", html))
    body, losses = markdown_of(html)
    unknown: dict[str, int] = {}
    for match in _UNKNOWN.finditer(said.getvalue()):
        name = f"{'directive' if 'directive' in match[1] else 'role'} {match[2]}"
        unknown[name] = unknown.get(name, 0) + 1
    told = tuple(
        Loss(fate="kept", what=f"{name} of reStructuredText, as it was written", number=number)
        for name, number in unknown.items()
    )
    return body, (*losses, *told)
