"""Finds the sources of an old text: links to outlets in its attributions. None is made of anything else."""

from __future__ import annotations

import re

from newsgen.importing.named_outlets import is_outlet
from newsgen.model.slug import slug_fault, slug_of
from newsgen.reading.urls import absolute_url_fault
from newsgen.reading.yaml.bounds import LENGTHS

_MOST = 20
_LOOKED_AT = 200_000
_LINK = r"(?:[Tt]he\s)?\[([^\[\]\n]{2,100})\]\((https?://[^\s()<>]{4,1000})(?:\s\"[^\"\n]*\")?\)"
_BEFORE = re.compile(
    r"\b(?:[Aa]ccording to|(?:first\s)?[Rr]eported (?:by|in)|[Cc]iting|[Qq]uoting|[Ss]ources?:"
    r"|[Vv]ia|[Ww]rites in)"
    rf"\s{_LINK}"
)
_BEHIND = re.compile(rf"{_LINK}\s(?:has\s|first\s)?(?:reports?|reported|writes|wrote)\b")


def attributed(text: str) -> list[dict[str, str]]:
    """The outlets to which the text attributes something by a link, each once, with the link."""
    found: dict[str, tuple[int, dict[str, str]]] = {}
    looked_at = text[:_LOOKED_AT]
    if "](http" not in looked_at:
        return []
    for pattern in (_BEFORE, _BEHIND):
        for match in pattern.finditer(looked_at):
            name = " ".join(match[1].strip("*_ ").split())
            slug = slug_of(name)
            if not is_outlet(name) or slug_fault(slug) or len(name) > LENGTHS["name"]:
                continue
            if absolute_url_fault(match[2]) is None:
                found.setdefault(slug, (match.start(), {"name": name, "url": match[2]}))
    ordered = sorted(found.values(), key=lambda one: one[0])
    return [source for _, source in ordered[:_MOST]]
