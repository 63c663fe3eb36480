"""A style sheet with the published names of the files that it loads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from newsgen.reading.statics import STYLE_URL
from newsgen.rendering.resources import Resources


def style(context: dict[str, Any], resources: Resources) -> bytes:
    """The style sheet in `file`; a query or fragment behind a name stays."""
    urls: Mapping[str, str] = dict(context["urls"])

    def renamed(match: re.Match[str]) -> str:
        url = match.group(2) or match.group(4)
        bare = re.split(r"[?#]", url, maxsplit=1)[0]
        target = urls.get(unquote(bare))
        if target is None:
            return match.group()
        return match.group().replace(url, target + url[len(bare) :])

    return STYLE_URL.sub(renamed, resources.text(context["file"])).encode()
