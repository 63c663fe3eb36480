"""Makes a card of a link to something embedded elsewhere: a film, a post, a chart.

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

# Patterns of what few texts hold are compiled when they are first used.
_ALONE = (
    r'<p><a (class="embed" )?href="(https?://[^"]+)"(?: class="(embed)")?'
    r'(?: title="([^"]*)")?>([^<]*)</a></p>'
)
_PREFIX = r"^(?:www|m|mobile)\."


def with_embeds(clean: str) -> str:
    """The HTML with a card for each embed, and a slot in it for what is said of the host."""
    return re.sub(_ALONE, _card, clean)


def _card(match: re.Match[str]) -> str:
    before, url, behind, title, text = match.groups()
    host = re.sub(_PREFIX, "", web_host(html.unescape(url)))
    name = HOSTS.get(host, host if before or behind else "")
    if not name:
        return match.group()
    shown = title or text
    return (
        f'<p class="embed"><a href="{url}" rel="external">{shown}</a> '
        f"<small>{encoded(EmbedSlot(html.escape(name)))}</small></p>"
    )
