"""Writes the tables of quotation marks and apostrophes in languages.md, with an example for each row."""

from __future__ import annotations

from newsgen.reading.markdown.typography import rules_of, typographic
from newsgen.reading.markdown.typography.rules import CLIPPED, ELISIONS, MARKS, Marks

QUOTATIONS = {
    "en": ("\"It's 'over'\", she said", "“It’s ‘over’”, she said"),
    "eo": ("\"Estas 'bone'\"", "“Estas «bone»”"),
    "de": ("\"Das ist 'gut'\"", "„Das ist ‚gut‘“"),
    "bg": ("\"Вестник 'Труд'\"", "„Вестник „Труд““"),
    "ka": ("\"ა 'ბ'\"", "„ა «ბ»“"),
    "bs": ("\"To je 'dobro'\"", "„To je ‘dobro’”"),
    "sr": ("\"То је 'добро'\"", "„То је ’добро’”"),
    "pl": ("\"To jest 'dobre'\"", "„To jest «dobre»”"),
    "hu": ("\"Ez 'jó'\"-val", "„Ez »jó«”-val"),
    "sv": ("\"Det är 'bra'\"", "”Det är ’bra’”"),
    "it": ('L\'"Espresso" dice: "è \'buono\'"', "L’«Espresso» dice: «è “buono”»"),
    "uk": ("\"Газета 'День'\"", "«Газета „День“»"),
    "de-CH": ("\"Das ist 'gut'\"", "«Das ist ‹gut›»"),
    "nb": ("\"Det er 'bra'\"", "«Det er ‘bra’»"),
    "hy": ("\"Սա 'լավ' է\"", "«Սա «լավ» է»"),
    "fr": (
        "L'\"Équipe\" dit : \"c'est 'bon'\"",
        "L’«\u202fÉquipe\u202f» dit : «\u202fc’est “bon”\u202f»",
    ),
    "ur": ("\"یہ 'اچھا' ہے\"", "”یہ ’اچھا‘ ہے“"),
    "ja": ("彼は\"はい'と'\"と", "彼は「はい『と』」と"),
}
"""For a language of each row of `MARKS`: what is written, and what is published."""

APOSTROPHES = {
    "af": ("'n Man", "’n Man"),
    "ca": ("l'home", "l’home"),
    "de": ("'ne Idee von Hans' Bruder", "’ne Idee von Hans’ Bruder"),
    "en": ("'Twas rockin' rock 'n' roll in '08", "’Twas rockin’ rock ’n’ roll in ’08"),
    "es": ("pa' ti", "pa’ ti"),
    "fr": ("p'tit, 'tit", "p’tit, ’tit"),
    "it": ("un po' di 'ndrangheta", "un po’ di ’ndrangheta"),
    "nl": ("'s avonds in 't huis", "’s avonds in ’t huis"),
    "pt": ("'tá bem", "’tá bem"),
    "sv": ("ta'n, se'n, 'na", "ta’n, se’n, ’na"),
}
"""For each language that has words with an apostrophe at an end."""


def published(written: str, lang: str) -> str:
    """What becomes of a paragraph in the language."""
    return typographic(written, rules_of(lang))


def tables() -> str:
    """Both tables, in Markdown."""
    rows = ["| languages | `\"…\"` | `'…'` | written | published |", "|---|---|---|---|---|"]
    for outer, inner, languages in MARKS:
        lang = next(one for one in languages if one in QUOTATIONS)
        tags = " ".join(f"`{one}`" for one in languages)
        written = QUOTATIONS[lang][0]
        shown = published(written, lang)
        rows.append(f"| {tags} | {_pair(outer)} | {_pair(inner)} | `{written}` | {shown} |")
    words = [
        "| language | begin with an apostrophe | end with one | written | published |",
        "|---|---|---|---|---|",
    ]
    for lang, (written, _) in APOSTROPHES.items():
        begin = ", ".join(f"’{word}" for word in ELISIONS.get(lang, "").split())
        end = ", ".join(f"{_word(word)}’" for word in CLIPPED.get(lang, "").split())
        words.append(f"| `{lang}` | {begin} | {end} | `{written}` | {published(written, lang)} |")
    return "\n".join(["", *rows, "", *words, ""])


def _pair(marks: Marks) -> str:
    return f"{marks.opening}…{marks.closing}"


def _word(expression: str) -> str:
    return expression.replace(r"\w\w+", "-")
