"""A filter for templates: how many minutes a text takes to read."""

from __future__ import annotations

import re

from newsgen.plugins import Plugin, Settings

TAG = re.compile(r"<[^<>]*>")


def plugin(settings: Settings) -> Plugin:
    settings.only("words_per_minute")
    pace = settings.get("words_per_minute", 230)
    if not isinstance(pace, int) or pace < 1:
        settings.wrong("words_per_minute", "It is a whole number from 1 on.", "Write 230.")

    def minutes(html: object) -> int:
        words = len(TAG.sub(" ", str(html)).split())
        return max(1, round(words / pace))

    return Plugin(name="reading-time", version="1.0", needs=">=0.1", filters={"minutes": minutes})
