"""Reads the old addresses of a page, however they are written, as the files that would lead on."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from newsgen.model.article import Reference
from newsgen.model.lengths import length_fault
from newsgen.model.slug import is_reserved
from newsgen.reading.yaml.fields import Fields

if TYPE_CHECKING:
    from newsgen.model.problem import Place

_HINT = "Write an old path of this site, such as /2019/old-name.html."
_AT_THE_HOST = "Set up the redirect where the site is hosted, or delete the alias."

# What a name has that no file can have on some disks.
_UNSAFE = r'[\x00-\x1f\x7f<>:"|?*\\]'
_UNSEEN = ("Cc", "Cf", "Cs")


def read_aliases(fields: Fields) -> tuple[Reference, ...]:
    """Those under `aliases`, each once, with its place: the path of a page below the output folder.

    One that names its host is `//host/path`: which host is the site's own is not known here.
    """
    found: dict[str, Reference] = {}
    has_query = False
    for scalar in fields.scalars("aliases"):
        written = scalar.text.strip()
        address, mark, _ = written.partition("#")[0].partition("?")
        if mark:
            if not has_query:
                # Once for an article: an old site may have given each of its pages several.
                message = f"`{written}` differs from `{address}` by what no file is named for."
                fields.note(scalar, "NG420", message, _AT_THE_HOST, severity="warning")
            has_query = True
            continue
        page = page_of(address, scalar, fields)
        if page:
            found.setdefault(page, Reference(page, scalar.line, scalar.column))
    return tuple(found.values())


def page_of(address: str, place: Place, fields: Fields) -> str:
    """The path of the page at an old address; "" where there can be none, which is noted then."""
    host, path = _split(address)
    if host is None:
        fields.note(place, "NG025", f"The alias `{address[:60]}` is no address of a page.", _HINT)
        return ""
    is_folder = path.endswith("/") or not path
    # A host takes several slashes for one.
    parts = [_decoded(part) for part in path.split("/") if part]
    if any(part is None for part in parts):
        message = f"The alias `{address[:60]}` is percent-encoded, and not as UTF-8."
        fields.note(place, "NG420", message, _AT_THE_HOST, severity="warning")
        return ""
    names = [part for part in parts if part is not None]
    if any(part.strip(".") == "" or "/" in part or "\\" in part for part in names):
        message = f"The alias `{address[:60]}` leads out of its folder, or holds a slash in a name."
        fields.note(place, "NG025", message, _HINT)
        return ""
    fault = next(filter(None, map(_fault, names)), None)
    if fault:
        message = f"The alias `{address[:60]}` {fault}, so no page there leads on."
        fields.note(place, "NG420", message, _AT_THE_HOST, severity="warning")
        return ""
    if is_folder or "." not in names[-1]:
        names.append("index.html")
    page = "/".join(names)
    too_long = length_fault(page)
    if too_long:
        message = f"The alias `{address[:60]}…` {too_long}."
        fields.note(place, "NG310", message, "Links to it cannot have worked: delete it.")
        return ""
    return f"//{host}/{page}" if host else page


def _split(address: str) -> tuple[str | None, str]:
    """The host in lower case, "" where the address has none, and its path; None where it is no page's."""
    match = re.match(r"(?i)(?:https?:)?//([^/]*)(.*)", address, re.DOTALL)
    if match:
        return (match[1].lower(), match[2]) if match[1] else (None, "")
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", address):
        return None, ""
    return "", address


def _decoded(part: str) -> str | None:
    if "%" not in part:
        return part
    try:
        return unquote_to_bytes(part).decode("utf-8")
    except UnicodeDecodeError:
        return None


def _fault(name: str) -> str | None:
    """Why no file can have this name on some disks, as the rest of a sentence; None where all can."""
    unsafe = re.search(_UNSAFE, name)
    if unsafe and unsafe.group().isprintable():
        return f"holds `{unsafe.group()}`, which no file's name has on some disks"
    if unsafe or any(unicodedata.category(one) in _UNSEEN for one in name):
        return "holds a character that is not seen"
    if name != name.strip(" .") or name.startswith("."):
        return "has a name that begins or ends with a dot or a space"
    if is_reserved(name):
        return "has a name that Windows reserves"
    return None
