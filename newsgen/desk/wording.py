"""The phrases of a language by which the desk knows an attribution, a date or a "read also"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from newsgen.desk.days import Days
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.reading.yaml.yaml_values import Items, Keys, Scalar, Value, parse_yaml

WORDING_KEYS = (
    "quotes", "attribution", "common", "before_name", "after_name", "particles", "months",
    "named_days", "link_texts", "read_also",
)  # fmt: skip


_WORD = re.compile(r"\w+")


class Phrases(NamedTuple):
    """The phrases of one language, as its file has them.

    A phrase stands for whole words, in any case; "*" at the end of a word
    stands for any ending. `quotes` are pairs of an opening and a closing mark.
    `before_name` are phrases that a source's name follows ("according to"),
    `after_name` those that follow a name ("reports"); `particles` may stand
    between the two. `months` are twelve items, each with all forms of one month
    ("August|Aug."), `named_days` days by which an event goes ("09-11"). `common`
    are the most frequent words, by which a text of another language is known.
    """

    lang: str
    quotes: tuple[str, ...] = ("“”", "«»", '""')
    attribution: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    before_name: tuple[str, ...] = ()
    after_name: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    named_days: tuple[str, ...] = ()
    link_texts: tuple[str, ...] = ()
    read_also: tuple[str, ...] = ()


def read_phrases(text: str, lang: str) -> Phrases:
    """The phrases in the text of a language's file: lists under the keys of `WORDING_KEYS`.

    Raises `ValueError` where it is anything else: the files are newsgen's own.
    """
    value = parse_yaml(text, f"{lang}.yaml").value
    if not isinstance(value, Keys) or not set(value.entries) <= set(WORDING_KEYS):
        raise ValueError(f"{lang}.yaml is not a list of phrases")
    return Phrases(lang, **{key: _texts(entry.value) for key, entry in value.entries.items()})


def _texts(value: Value) -> tuple[str, ...]:
    items = value.items if isinstance(value, Items) else ()
    return tuple(item.text for item in items if isinstance(item, Scalar))


class Wording:
    """A language's phrases as patterns, each made when a rule first asks for it."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases

    @cached_property
    def quotation(self) -> re.Pattern[str]:
        """A quotation with its marks; one that is not closed goes to the end of its paragraph."""
        return re.compile("|".join(map(_quotation, self.phrases.quotes)))

    @cached_property
    def opening(self) -> str:
        """The marks that open a quotation."""
        return "".join(pair[0] for pair in self.phrases.quotes)

    @property
    def knows_attribution(self) -> bool:
        """Whether the language has a file. Without one the desk can't judge attributions."""
        return bool(self.phrases.attribution)

    def is_written_in(self, prose: str, least: float = 0.1) -> bool:
        """Whether this share of the words of a text are among the most frequent of the language.

        It is more than a quarter in the language, and next to nothing in most others.
        """
        words = _WORD.findall(prose.casefold())
        return sum(word in self._common for word in words) >= least * len(words)

    def attributes(self, prose: str) -> bool:
        """Whether a word or phrase says whose words these are."""
        words = _WORD.findall(prose.casefold())
        if not self._attributing.isdisjoint(words):
            return True
        stems = self._attributing_stems
        if any(word.startswith(stems) for word in words):
            return True
        pattern = self._attributing_phrases
        return pattern is not None and pattern.search(prose) is not None

    @cached_property
    def before_name(self) -> re.Pattern[str] | None:
        """A phrase with the particles behind it, up to the end of what is searched."""
        phrases = _any(self.phrases.before_name)
        if not phrases:
            return None
        # Names of papers begin with "The" in texts of any language.
        particles = _any((*self.phrases.particles, "the"))
        return re.compile(rf"\b(?:{phrases})\s++(?:(?:{particles})\s++)*\Z", re.IGNORECASE)

    @cached_property
    def after_name(self) -> re.Pattern[str] | None:
        """A phrase, from the beginning of what is matched."""
        phrases = _any(self.phrases.after_name)
        return re.compile(rf"\s++(?:{phrases})", re.IGNORECASE) if phrases else None

    @cached_property
    def days(self) -> Days:
        """Finds days: of figures alone, or of a number and the name of a month."""
        return Days(self.phrases.months, is_month_first=self.phrases.lang == "en")

    @cached_property
    def named_days(self) -> frozenset[tuple[int, int]]:
        """The month and the day of days by which events go."""
        split = (one.split("-") for one in self.phrases.named_days)
        return frozenset((int(month), int(day)) for month, day in split)

    @cached_property
    def link_texts(self) -> frozenset[str]:
        """Texts of links that say nothing of where they lead, in lower case."""
        return frozenset(map(str.casefold, self.phrases.link_texts))

    @cached_property
    def read_also(self) -> frozenset[str]:
        """Lines that announce what to read also, in lower case."""
        return frozenset(map(str.casefold, self.phrases.read_also))

    @cached_property
    def _common(self) -> frozenset[str]:
        return frozenset(self.phrases.common)

    @cached_property
    def _attributing(self) -> frozenset[str]:
        return frozenset(one.casefold() for one in self.phrases.attribution if one.isalpha())

    @cached_property
    def _attributing_stems(self) -> tuple[str, ...]:
        stems = (one[:-1].casefold() for one in self.phrases.attribution if one.endswith("*"))
        return tuple(stem for stem in stems if " " not in stem)

    @cached_property
    def _attributing_phrases(self) -> re.Pattern[str] | None:
        phrases = _any(one for one in self.phrases.attribution if " " in one)
        return re.compile(rf"\b(?:{phrases})", re.IGNORECASE) if phrases else None


def _any(phrases: Iterable[str]) -> str:
    return "|".join(sorted(map(_words, phrases), key=len, reverse=True))


def _words(phrase: str) -> str:
    return r"\s++".join(map(_ending, phrase.split()))


def _ending(word: str) -> str:
    if word.endswith("*"):
        return re.escape(word[:-1]) + r"\w*"
    return re.escape(word) + (r"\b" if word[-1].isalnum() else "")


def _quotation(pair: str) -> str:
    # The mark comes first, and what must not stand before it behind it: so the engine looks for marks.
    opening, closing = re.escape(pair[0]), re.escape(pair[1])
    if pair[0] == pair[1]:
        # The same mark at both ends: what is not closed may as well be a sign for inches.
        # One that was typed by hand may close with a mark of print.
        same = rf"{opening}(?<!\w{opening})(?=\S)[^{opening}]*+(?<=\S){closing}(?!\w)"
        return rf"\"(?<!\w\")(?=\w)[^\"“”]*+”|{same}" if pair == '""' else same
    if pair[1] == "’":
        # It is an apostrophe, too.
        return rf"{opening}(?<!\w{opening})(?:[^{opening}’]|’(?=\w))*(?:’|\Z)"
    if pair == "“”":
        # Typed in haste, it is closed by the mark of the keyboard, or by the one that opens.
        return r"“[^“”\"]*+(?:[”\"]|(?<=[.,!?])“(?=\s)|\Z)"
    return rf"{opening}[^{opening}{closing}]*+(?:{closing}|\Z)"
