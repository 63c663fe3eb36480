"""What a robots.txt lets a crawler do with a whole site, by RFC 9309."""

from __future__ import annotations

from collections.abc import Iterator

Rule = tuple[bool, str]
"""Whether the path is allowed, and the pattern of the path."""

_EVERYTHING = ("", "*", "/", "/*")


def refuses(text: str, crawler: str) -> bool:
    """Whether the file keeps the crawler from the whole site; what is said of parts of it is passed over."""
    groups = _groups(text)
    rules = groups.get(crawler.lower(), groups.get("*", []))
    whole = [
        (len(pattern), allows) for allows, pattern in rules if pattern in _EVERYTHING and pattern
    ]
    # The longest pattern counts, and of two that are as long the one that allows.
    return bool(whole) and not max(whole)[1]


def _groups(text: str) -> dict[str, list[Rule]]:
    """The rules by the name of the crawler in lower case, all groups of a name together."""
    found: dict[str, list[Rule]] = {}
    names: list[str] = []
    has_rules = False
    for key, value in _lines(text):
        if key == "user-agent":
            if has_rules:
                names, has_rules = [], False
            names.append(value.lower())
            found.setdefault(names[-1], [])
        elif key in ("allow", "disallow"):
            has_rules = True
            for name in names:
                found[name].append((key == "allow", value))
    return found


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield key.strip().lower(), value.strip()
