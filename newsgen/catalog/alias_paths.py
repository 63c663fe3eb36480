"""Tells which old addresses of a page are addresses of this site, and which are its own already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsgen.model.article import Reference
from newsgen.model.problem import Problem, warning


def alias_paths(
    aliases: Iterable[Reference], address: str, url: str
) -> Iterator[tuple[Reference, str]]:
    """The aliases and the paths of the pages that lead on; `address` is the path of the page's own.

    `url` is the site's address, "" where it has none.
    """
    found = {address}
    for alias in aliases:
        path = path_on_site(alias.target, url)
        if path and path not in found:
            found.add(path)
            yield alias, path


def alias_problems(file: str, aliases: Iterable[Reference], url: str) -> Iterator[Problem]:
    """A warning for each alias of this file that is on another host."""
    for alias in aliases:
        if path_on_site(alias.target, url):
            continue
        host, _, path = alias.target.removeprefix("//").partition("/")
        why = f"and this site is at {url}" if url else "and `url` in newsgen.yaml is not set"
        yield warning(
            Problem.at(
                file,
                alias,
                "NG420",
                f"The alias is an address of {host}, {why}.",
                f"Write the path alone, /{path.removesuffix('index.html')}, if it leads to this site now.",
            )
        )


def path_on_site(target: str, url: str) -> str:
    """The path of an alias below the site's address; "" where it is not there."""
    if not target.startswith("//"):
        return target
    site = url.partition("//")[2]
    base, host = site.partition("/")[2], site.partition("/")[0].lower()
    named, _, path = target[2:].partition("/")
    if not host or named.removeprefix("www.") != host.removeprefix("www."):
        return ""
    return path.removeprefix(base) if path.startswith(base) else ""
