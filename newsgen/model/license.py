"""The licence under which others may use a text."""

from __future__ import annotations

from functools import cache

from newsgen.model.fast_namedtuple import NamedTuple


class License(NamedTuple):
    """What a licence is called, and the absolute URL of its words. Both are "" where nobody has one."""

    name: str
    url: str


NO_LICENSE = License("", "")
"""What an article has that says `license: none`: the site's own is not its."""

_CREATIVE_COMMONS = "https://creativecommons.org/"
_CONDITIONS = ("BY", "BY-SA", "BY-ND", "BY-NC", "BY-NC-SA", "BY-NC-ND")
_VERSIONS = ("4.0", "3.0", "2.5", "2.0")


@cache
def licenses() -> dict[str, License]:
    """The licences for texts that are known by their names in the list of SPDX."""
    found = {"CC0-1.0": License("CC0 1.0", f"{_CREATIVE_COMMONS}publicdomain/zero/1.0/")}
    for version in _VERSIONS:
        for one in _CONDITIONS:
            url = f"{_CREATIVE_COMMONS}licenses/{one.lower()}/{version}/"
            found[f"CC-{one}-{version}"] = License(f"CC {one} {version}", url)
    return found


def license_of(url: str) -> License:
    """The licence whose words are at this URL; one that is not known is called by its URL."""
    bare = url.split("://", 1)[-1].rstrip("/")
    for one in licenses().values():
        if one.url.split("://", 1)[-1].rstrip("/") == bare:
            return one
    return License(url, url)
