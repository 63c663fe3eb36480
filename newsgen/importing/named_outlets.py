"""Finds the outlets to which a text attributes what it says: they are offered as its sources."""

from __future__ import annotations

import re

_MOST = 10
_LOOKED_AT = 100_000
_NAME = (
    r"((?:(?:The|Al|La|Le|El|Der|Die|Das)\s)?[A-ZÀ-ÞЀ-Я][\w’'&.-]{1,30}"
    r"(?:\s(?:of\s|and\s|for\s|de\s|&\s)?[A-ZÀ-ÞЀ-Я][\w’'&-]{1,30}){0,4})"
)
_BEFORE = re.compile(
    rf"\b(?:[Aa]ccording to|[Aa]s|[Tt]old|[Rr]eported by|[Cc]iting|[Cc]ites|[Qq]uoting|[Ss]ources? at|"
    rf"[Ww]rites in|[Ii]nterview with|[Ff]irst reported by)\s{_NAME}"
)
_BEHIND = re.compile(
    rf"(?:^|[.!?”\"]\s|,\s|—\s|\bwhich\s){_NAME}\s(?:has\s|first\s)?(?:reports|reported|writes|wrote)\b",
    re.MULTILINE,
)
_CYRILLIC = re.compile(
    r"(?:[Пп]ише|[Пп]овідомляє|[Пп]овідомляють|[Пп]ередає|[Зз]а даними|[Сс]ообщает|[Пп]о данным|[Пп]ишет)\s+"
    r"[«“\"]?([A-ZА-ЯЄІЇҐ][\w’'.-]+(?:\s[A-ZА-ЯЄІЇҐ][\w’'.-]+){0,3})"
)
_NO_OUTLET = frozenset({
    "he", "she", "they", "it", "the", "this", "that", "i", "we", "monday", "tuesday", "wednesday", "thursday",
    "friday", "saturday", "sunday", "police", "officials", "reporters", "journalists", "mr", "mrs", "ms",
})  # fmt: skip
_OUTLET = re.compile(
    r"(?:Times|Post|Journal|News|Reuters|AFP|AP|BBC|CNN|Guardian|Press|Agency|Herald|Tribune|Telegraph|Bloomberg"
    r"|Economist|Politico|Axios|Spiegel|Zeitung|Monde|País|Pais|Republic|Mail|Independent|Observer|Chronicle"
    r"|Gazette|Standard|Wire|Today|Insider|Jazeera|Radio|TV|Broadcasting|Pravda|Правда|УНІАН|Укрінформ|Суспільне"
    r"|Інтерфакс|Forbes|Time|Newsweek|Atlantic|Intercept|Bellingcat|Meduza|Hromadske|Ukrinform|Interfax|TASS"
    r"|Xinhua|dpa|ANSA|EFE|NPR|ABC|NBC|CBS|ITV|Sky|Fox|ZDF|ARD|Nikkei|Kyodo)\b|\.(?:com|org|net|ua|info)$"
)


def outlets(text: str) -> tuple[str, ...]:
    """The names of outlets in attributions, as they are written, each once, in their order."""
    found: dict[str, int] = {}
    looked_at = text[:_LOOKED_AT]
    for pattern in (_BEFORE, _BEHIND, _CYRILLIC):
        for match in pattern.finditer(looked_at):
            name = match[1].strip(" .,;:’'")
            first = name.split()[0].lower()
            if len(name) > 2 and (first not in _NO_OUTLET or " " in name) and _OUTLET.search(name):
                found.setdefault(name.removesuffix("’s").removesuffix("'s"), match.start(1))
    return tuple(sorted(found, key=lambda one: found[one]))[:_MOST]


def is_outlet(name: str) -> bool:
    """Whether a name is that of an outlet, as far as its words tell."""
    return len(name.split()) <= 6 and name[:1].isupper() and _OUTLET.search(name) is not None
