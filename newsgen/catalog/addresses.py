"""Where each page lies in the output folder and how other pages name it."""

from __future__ import annotations

from functools import lru_cache

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.site import Urls
from newsgen.model.slug import quoted

TEXT_FOLDER = "text/"


class Address(NamedTuple):
    """`path` is the file below the output folder; `route` is the same as part of a URL, never ""."""

    path: str
    route: str


def article_address(stem: str, urls: Urls) -> Address:
    """The address of the page with this path and no extension: "world/2024/11/slug"."""
    if urls == "directory":
        return Address(f"{stem}/index.html", quoted(f"{stem}/"))
    path = f"{stem}.html"
    # Mostly one text for both.
    return Address(path, quoted(path))


@lru_cache(maxsize=4_000)
def page_address(stem: str, urls: Urls) -> Address:
    """The same, remembered: those of tags, people and sources are asked for by every article."""
    return article_address(stem, urls)


def index_address(folder: str, urls: Urls) -> Address:
    """The address of the first page of a folder; `folder` is "" or ends in "/"."""
    path = f"{folder}index.html"
    if urls == "directory":
        return Address(path, quoted(folder) or "./")
    return Address(path, quoted(path))


def file_address(path: str) -> Address:
    """The address of a file that has its own name in every mode."""
    return Address(path, quoted(path))


def text_address(address: Address) -> Address:
    """Where the twin of the page at this address lies, in the text edition."""
    return Address(TEXT_FOLDER + address.path, TEXT_FOLDER + address.route.removeprefix("./"))


def absolute(url: str, route: str) -> str:
    """The absolute URL of a route on the site at `url`; "" where the site has no address.

    The index of a folder is named by the folder, as a host serves it.
    """
    if not url:
        return ""
    if route == "./":
        return url
    return url + (route.removesuffix("index.html") if _is_index(route) else route)


def _is_index(route: str) -> bool:
    return route == "index.html" or route.endswith("/index.html")
