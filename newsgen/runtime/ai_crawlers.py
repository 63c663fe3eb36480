"""Reads the list of AI crawlers that newsgen carries (`ai_crawlers.json`)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from newsgen.model.machines import AiCrawler, AiCrawlers


@cache
def ai_crawlers() -> AiCrawlers:
    """The list. It is read once for each process."""
    found = json.loads(Path(__file__).with_name("ai_crawlers.json").read_text("utf-8"))
    return AiCrawlers(
        found["day"],
        tuple(
            AiCrawler(name, operator, purpose)
            for purpose, names in found["crawlers"].items()
            for name, operator in names.items()
        ),
    )
