"""Tells where what is embedded from elsewhere can be seen, and what a link there is called."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from newsgen.importing.html_tree import Node

_NAMES = {
    "youtube.com": "YouTube", "youtu.be": "YouTube", "youtube-nocookie.com": "YouTube", "vimeo.com": "Vimeo",
    "twitter.com": "X", "x.com": "X", "instagram.com": "Instagram", "facebook.com": "Facebook",
    "soundcloud.com": "SoundCloud", "spotify.com": "Spotify", "tiktok.com": "TikTok",
    "dailymotion.com": "Dailymotion", "datawrapper.de": "Datawrapper", "flourish.studio": "Flourish",
    "slideshare.net": "SlideShare", "ted.com": "TED", "flickr.com": "Flickr", "t.me": "Telegram",
}  # fmt: skip


def embedded_link(node: Node) -> tuple[str, str]:
    """The address of what the element embeds, and the words of a link to it; "" where it has none."""
    address = node.get("src") or node.get("data-src") or node.get("data") or node.get("href")
    if not address:
        inner = (one.get("src") or one.get("href") for one in node.elements())
        address = next(filter(None, inner), "")
    if not address and node.get("srcdoc"):
        match = re.search(r"""(?:src|href)=["'](https?://[^"']+)""", node.get("srcdoc"))
        address = match[1] if match else ""
    address = address.strip()
    if address.startswith("//"):
        address = f"https:{address}"
    address = public_address(address)
    words = " ".join(node.get("title").split()) or link_words(address)
    return address, words


def link_words(address: str) -> str:
    """The words of a link to what was embedded from there."""
    try:
        host = (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        host = ""
    for known, name in _NAMES.items():
        if host == known or host.endswith(f".{known}"):
            return f"On {name}"
    return f"On {host}" if host else address.rpartition("/")[2] or "Embedded"


def public_address(address: str) -> str:
    """The page on which people see what a player plays; the same address where that is not known."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    host = (parts.hostname or "").removeprefix("www.")
    segments = [one for one in parts.path.split("/") if one]
    if host in ("youtube.com", "youtube-nocookie.com") and segments[:1] in (["embed"], ["v"]):
        listed = parse_qs(parts.query).get("list")
        if segments[1:] == ["videoseries"] and listed:
            return f"https://www.youtube.com/playlist?list={listed[0]}"
        return f"https://www.youtube.com/watch?v={segments[1]}" if segments[1:] else address
    if host == "player.vimeo.com" and segments[:1] == ["video"] and segments[1:]:
        return f"https://vimeo.com/{segments[1]}"
    if host == "open.spotify.com" and segments[:1] == ["embed"]:
        return f"https://open.spotify.com/{'/'.join(segments[1:])}"
    return address
