"""Reads the site's own interface words: `locale/uk.yaml`, the English and what the site writes for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsgen.model.digest import digest_bytes
from newsgen.model.problem import WHOLE_FILE, Problem, has_errors
from newsgen.model.records import FileRecord, WordsHead
from newsgen.reading.content.languages import LANGUAGE_HINT, is_language
from newsgen.reading.files.text import decode_text
from newsgen.reading.yaml.fields import is_null
from newsgen.reading.yaml.yaml_values import Entry, Keys, Scalar, parse_yaml

if TYPE_CHECKING:
    from newsgen.model.problem import Place

_HINT = "Write `Published: Pubblicato`."

_PLACES_HINT = "Keep each `%(name)s` as it is: a value is put in there."

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def read_words(path: str, content: bytes) -> FileRecord:
    """The words in these bytes; the language is the file's name."""
    digest = digest_bytes(content)
    name = path.partition("/")[2]
    lang = name.removesuffix(".yaml")

    def record(problems: tuple[Problem, ...], head: WordsHead | None) -> FileRecord:
        return FileRecord(path=path, kind="words", digest=digest, head=head, problems=problems)

    if lang == name or not is_language(lang):
        message = f"`{name}` is no language tag with the ending `.yaml`."
        return record((Problem.at(path, WHOLE_FILE, "NG022", message, LANGUAGE_HINT),), None)
    if not content.strip():
        return record((), WordsHead(lang, ()))
    text = decode_text(content, path)
    if isinstance(text, Problem):
        return record((text,), None)
    document = parse_yaml(text, path)
    if document.value is None:
        return record(document.problems, None if document.problems else WordsHead(lang, ()))
    if not isinstance(document.value, Keys):
        problem = _at(path, document.value, "The file is not a list of words.")
        return record((*document.problems, problem), None)
    problems = list(document.problems)
    words = tuple(
        (english, word)
        for english, entry in document.value.entries.items()
        if (word := _word(path, english, entry, problems))
    )
    head = None if has_errors(problems) else WordsHead(lang, words)
    return record(tuple(sorted(problems)), head)


def _word(path: str, english: str, entry: Entry, problems: list[Problem]) -> str:
    """The word, "" where nothing was written; it has the places for values that the English has."""
    value = entry.value
    if not isinstance(value, Scalar):
        problems.append(_at(path, value, f"`{english}` is one text."))
        return ""
    if is_null(value):
        return ""
    word = " ".join(value.text.split())
    missing = sorted(set(_PLACEHOLDER.findall(english)) ^ set(_PLACEHOLDER.findall(word)))
    if _PLACEHOLDER.search(english) and "%" in _PLACEHOLDER.sub("", word):
        message = "A `%` stands alone in a text with places for values."
        problems.append(_at(path, value, message, "Write the word for it."))
    if word and missing:
        places = ", ".join(f"`%({name})s`" for name in missing)
        message = f"{places} stands in one of the two texts only."
        problems.append(_at(path, value, message, _PLACES_HINT))
    return word


def _at(path: str, place: Place, message: str, hint: str = _HINT) -> Problem:
    return Problem.at(path, place, "NG019", message, hint)
