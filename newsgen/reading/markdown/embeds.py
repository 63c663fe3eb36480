"""Links that stand for something embedded elsewhere: a film, a post, a chart.

A link alone in its paragraph that leads to one of these hosts, or that is
marked `{.embed}`, is shown as a card with the host's name. Nothing is loaded
from there: the reader goes, or does not.
"""

from __future__ import annotations

import html
import re

from newsgen.model.body_slots import EmbedSlot, encoded
from newsgen.reading.urls import web_host

HOSTS = {
    "bsky.app": "Bluesky",
    "dailymotion.com": "Dailymotion",
    "datawrapper.dwcdn.net": "Datawrapper",
    "documentcloud.org": "DocumentCloud",
    "facebook.com": "Facebook",
    "flickr.com": "Flickr",
    "instagram.com": "Instagram",
    "open.spotify.com": "Spotify",
    "public.flourish.studio": "Flourish",
    "soundcloud.com": "SoundCloud",
    "t.me": "Telegram",
    "threads.net": "Threads",
    "tiktok.com": "TikTok",
    "twitter.com": "X",
    "vimeo.com": "Vimeo",
    "x.com": "X",
    "youtu.be": "YouTube",
    "youtube.com": "YouTube",
}
"""The hosts that a link is an embed for, with or without `www.` or `m.`, and what they are called."""

SIGN = "<p><a "

_ALONE = re.compile(
    r'<p><a (class="embed" )?href="(https?://[^"]+)"(?: class="(embed)")?'
    r'(?: title="([^"]*)")?>([^<]*)</a></p>'
)
_PREFIX = re.compile(r"^(?:www|m|mobile)\.")


def with_embeds(clean: str) -> str:
    """The HTML with a card for each embed, and a slot in it for what is said of the host."""
    return _ALONE.sub(_card, clean)


def _card(match: re.Match[str]) -> str:
    before, url, behind, title, text = match.groups()
    host = _PREFIX.sub("", web_host(html.unescape(url)))
    name = HOSTS.get(host, host if before or behind else "")
    if not name:
        return match.group()
    shown = title or text
    return (
        f'<p class="embed"><a href="{url}" rel="external">{shown}</a> '
        f"<small>{encoded(EmbedSlot(html.escape(name)))}</small></p>"
    )
