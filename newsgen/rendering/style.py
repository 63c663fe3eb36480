"""Renders a style sheet with the published names of the files that it loads."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from newsgen.model.output import Role, StyleText
from newsgen.reading.content.statics import STYLE_URL
from newsgen.rendering.resources import Resources


def style(context: Mapping[Role, Any], resources: Resources) -> bytes:
    """The style sheet in `file`, then what the site sets behind it."""
    parts = [_renamed(resources.text(context["file"]), context["urls"]), context.get("tokens", "")]
    if "own" in context:
        parts.append(_renamed(resources.text(context["own"]), context["own_urls"]))
    return "".join(parts).encode()


def style_text(stored: StyleText, resources: Resources) -> str:
    """The style sheet for a `<style>` element; what it loads is not renamed."""
    own = resources.text(stored.own) if stored.own else ""
    return resources.text(stored.file) + stored.tokens + own


def _renamed(text: str, names: Sequence[tuple[str, str]]) -> str:
    """The style sheet with these URLs; a query or fragment behind a name stays."""
    urls = dict(names)

    def renamed(match: re.Match[str]) -> str:
        url = match.group(2) or match.group(4)
        bare = re.split(r"[?#]", url, maxsplit=1)[0]
        target = urls.get(unquote(bare))
        if target is None:
            return match.group()
        return match.group().replace(url, target + url[len(bare) :])

    return STYLE_URL.sub(renamed, text)
