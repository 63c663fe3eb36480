"""Makes the URLs in the HTML of a text absolute, for readers who have it without its page."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import urljoin

_TAG = re.compile(r'<[a-zA-Z][^<>"]*+(?:"[^"]*+"[^<>"]*+)*+>')
_URL = re.compile(r' (href|src|srcset|cite|poster|data|action|longdesc)="([^"]*+)"')
_RELATIVE = re.compile(r' (?:href|src|srcset|cite|poster|data|action|longdesc)="(?!https?://)')
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*+:")


def with_absolute_urls(html: str, url: str) -> str:
    """The HTML, which a sanitiser wrote, of the page at this URL."""
    if not _RELATIVE.search(html):
        return html

    def attribute(match: re.Match[str]) -> str:
        name, written = match.groups()
        if name == "srcset":
            files = (one.strip().partition(" ") for one in written.split(","))
            value = ", ".join(f"{_absolute(file, url)} {width}".strip() for file, _, width in files)
        elif name == "cite" and written.partition("#")[0].endswith(".md"):
            # It names a file of the content, and nothing is published under that name.
            return ""
        else:
            value = _absolute(written, url)
        return f' {name}="{value}"'

    return _TAG.sub(lambda tag: _URL.sub(attribute, tag[0]), html)


def _absolute(written: str, url: str) -> str:
    """The URL, which stands in an attribute, in full."""
    if _SCHEME.match(written):
        return written
    if written[:1] in ("", "#"):
        return escape(url) + written
    return escape(urljoin(url, unescape(written)))
