"""Which pages are one another's translations: `name.md` and `name.uk.md` in one folder."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable

from newsgen.catalog.addresses import Address, absolute
from newsgen.model.languages import language_name
from newsgen.model.names import file_name
from newsgen.model.views import Translation


def translations(
    located: Iterable[tuple[str, str, Address]], url: str, languages: Collection[str]
) -> dict[str, tuple[Translation, ...]]:
    """For each file that has them, its page in all languages, itself among them.

    `located` are the path, the language and the address of every visible page;
    `url` is the site's address or "", `languages` are those that a file's name may end in.
    """
    groups: dict[str, list[tuple[str, str, Address]]] = {}
    for path, lang, address in located:
        key = posixpath.join(posixpath.dirname(path), file_name(path, (*languages, lang)).stem)
        groups.setdefault(key, []).append((lang, path, address))
    found = {}
    for members in groups.values():
        if len({lang for lang, _, _ in members}) < 2:
            continue
        links = tuple(
            Translation(lang, language_name(lang), address.route, absolute(url, address.route))
            for lang, _, address in sorted(members)
        )
        found.update({path: links for _, path, _ in members})
    return found
