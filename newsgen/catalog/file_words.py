"""What picture files say of themselves and the site does not publish, told to who checks it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsgen.model.picture import PictureHead
from newsgen.model.problem import WHOLE_FILE, Problem
from newsgen.model.records import FileRecord
from newsgen.model.site import Site

_LENGTH = 80
_HINT = (
    "Write `caption` and `credit` where the picture is used. To take over what files say, write"
    " `pictures: {words: from-file}` in newsgen.yaml; `{words: none}` ends this finding."
)


def word_problems(records: Iterable[FileRecord], site: Site) -> Iterator[Problem]:
    """A warning for each picture file that has words, where the site does not say what becomes of them.

    They may name who gave the newsroom a picture, or whose camera it was.
    """
    if site.picture_words:
        return
    for record in records:
        head = record.head
        if not isinstance(head, PictureHead):
            continue
        said = [
            f"{name} “{_short(text)}”"
            for name, text in (
                ("caption", head.caption),
                ("credit", head.credit),
                ("copyright", head.copyright),
            )
            if text
        ]
        if said:
            yield Problem.at(
                record.path,
                WHOLE_FILE,
                "NG350",
                f"The file says of itself: {', '.join(said)}. None of it is published.",
                _HINT,
                severity="warning",
            )


def _short(text: str) -> str:
    return text if len(text) <= _LENGTH else f"{text[: _LENGTH - 1]}…"
