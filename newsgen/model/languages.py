"""Languages by their tags: their names in themselves and the direction they are written in."""

from __future__ import annotations

from typing import Literal

_NAMES = {
    "ar": "العربية", "be": "Беларуская", "bg": "Български", "cs": "Čeština", "da": "Dansk",
    "de": "Deutsch", "el": "Ελληνικά", "en": "English", "es": "Español", "et": "Eesti",
    "fa": "فارسی", "fi": "Suomi", "fr": "Français", "he": "עברית", "hi": "हिन्दी",
    "hr": "Hrvatski", "hu": "Magyar", "hy": "Հայերեն", "id": "Bahasa Indonesia",
    "it": "Italiano", "ja": "日本語", "ka": "ქართული", "kk": "Қазақша", "ko": "한국어",
    "lt": "Lietuvių", "lv": "Latviešu", "nl": "Nederlands", "no": "Norsk", "pl": "Polski",
    "pt": "Português", "ro": "Română", "ru": "Русский", "sk": "Slovenčina",
    "sl": "Slovenščina", "sq": "Shqip", "sr": "Српски", "sv": "Svenska", "tr": "Türkçe",
    "uk": "Українська", "ur": "اردو", "vi": "Tiếng Việt", "zh": "中文",
}  # fmt: skip

_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def language_name(tag: str) -> str:
    """The language's name in itself, or the tag where it is not in the table."""
    return _NAMES.get(tag.partition("-")[0], tag)


def is_usual_language(tag: str) -> bool:
    """Whether it is one of the languages in the table: those that most newsrooms write in."""
    return tag.partition("-")[0] in _NAMES


def fallbacks(tag: str) -> tuple[str, ...]:
    """The tags whose words serve this language, the nearest first: pt-BR and pt for pt-BR."""
    parts = tag.split("-")
    return tuple("-".join(parts[:end]) for end in range(len(parts), 0, -1))


def direction(tag: str) -> Literal["ltr", "rtl"]:
    """The direction the language is written in."""
    return "rtl" if tag.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"
