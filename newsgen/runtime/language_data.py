"""Digests Babel's data of a language without loading Babel."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from newsgen.model.digest import Digest, digest_bytes, digest_value
from newsgen.reading.libraries.versions import identity, installed

FOLDER = "locale-data"
"""The folder of the tables in Babel's package."""

_SUFFIX = ".dat"

_PARENTS = {
    "en": ("en_001", "en_150"),
    "es": ("es_419",),
    "hi": ("en", "en_001", "en_IN"),
    "ht": ("fr", "fr_HT"),
    "nb": ("no",),
    "nn": ("no",),
    "pt": ("pt_PT",),
    "zh": ("zh_Hant_HK",),
}
"""The parent locales of CLDR: what a language inherits beside the prefixes of its own tag."""


@cache
def language_data(lang: str) -> Digest:
    """A digest of all data of the language. Costs half a millisecond, once for each process."""
    found = installed("babel", "babel")
    if found is None:
        return ""
    folder = os.path.join(found.place, FOLDER)
    # Only a few of the thousand names can matter.
    language = lang.split("-")[0]
    near = {language, "root", *_PARENTS.get(language, ())}
    names = tables_of(lang, _tables(folder, near))
    if names is None:
        # Only Babel can tell under which other name it knows the language.
        return digest_value(identity("babel", "babel"))
    files = (Path(folder, name + _SUFFIX) for name in names)
    return digest_value([(file.name, digest_bytes(file.read_bytes())) for file in files])


def is_in_cldr(tag: str) -> bool:
    """Whether CLDR has the language of this tag. Costs a look at one file."""
    found = installed("babel", "babel")
    language = tag.partition("-")[0]
    return found is not None and os.path.isfile(
        os.path.join(found.place, FOLDER, language + _SUFFIX)
    )


def tables_of(lang: str, known: frozenset[str]) -> list[str] | None:
    """The known tables that Babel may read for this language; None where it has no table of its own.

    Rather too many than too few: the tables of all scripts of the language are included.
    """
    language, *rest = lang.split("-")
    if language not in known:
        return None
    varieties = [name for name in known if name.startswith(f"{language}_")]
    own = {
        name
        for name in varieties
        if all(part in rest or _is_script(part) for part in name.split("_")[1:])
    }
    return sorted(known.intersection((language, *own, "root", *_PARENTS.get(language, ()))))


def _is_script(part: str) -> bool:
    """Whether this part of a tag names a script, as `Latn` does."""
    return len(part) == 4 and part.isalpha() and part.istitle()


def _tables(folder: str, languages: set[str]) -> frozenset[str]:
    """The tables in the folder that are of these languages."""
    begins = tuple(f"{one}{mark}" for one in languages for mark in ("_", _SUFFIX))
    names = [one for one in os.listdir(folder) if one.startswith(begins)]
    return frozenset(one.removesuffix(_SUFFIX) for one in names if one.endswith(_SUFFIX))
