"""Reads the Media Topic (IPTC NewsCodes) that a section is about."""

from __future__ import annotations

import re

from newsgen.reading.yaml.fields import Fields

MEDIA_TOPIC = r"(?:medtop:|https?://cv\.iptc\.org/newscodes/mediatopic/)([0-9]{8})"
"""A topic as it is written short, or its URI."""

_URI = "http://cv.iptc.org/newscodes/mediatopic/"


def read_media_topic(fields: Fields) -> str:
    """The URI of the topic under `iptc`; "" where there is none."""
    entry, text = fields.entry("iptc"), fields.text("iptc")
    if entry is None or not text:
        return ""
    match = re.fullmatch(MEDIA_TOPIC, text) if len(text) < 100 else None
    if match:
        return _URI + match.group(1)
    message = f"`{text[:80]}` is no Media Topic."
    fields.note(entry.value, "NG466", message, 'Write one as "medtop:20000002".')
    return ""
