"""Reads the lines of an ads.txt: who may sell the site's advertisements (IAB Tech Lab, ads.txt 1.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsgen.model.problem import Position, Problem

MOST_PROBLEMS = 20

_RELATIONS = frozenset({"direct", "reseller"})
_VARIABLES = frozenset(
    {"contact", "subdomain", "inventorypartnerdomain", "ownerdomain", "managerdomain"}
)
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z0-9-]+")
_HINT = (
    "Write exchange.example, account, DIRECT or RESELLER, and what the exchange gave as its own id."
)


def ads_problems(path: str, text: str) -> Iterator[Problem]:
    """Lines that no reader of the file can use; each is passed over by those who buy."""
    number = 0
    for line, written in enumerate(text.splitlines(), 1):
        fault = _fault(written.partition("#")[0].strip())
        if fault is None:
            continue
        number += 1
        if number > MOST_PROBLEMS:
            return
        column = len(written) - len(written.lstrip()) + 1
        yield Problem.at(path, Position(line, column), "NG453", fault, _HINT, severity="warning")


def _fault(line: str) -> str | None:
    """What is wrong with a line without its comment, as a sentence; None where nothing is."""
    if not line:
        return None
    variable, equals, value = line.partition("=")
    if equals and "," not in variable:
        if variable.strip().lower() not in _VARIABLES:
            return f"`{variable.strip()[:80]}` is no variable of ads.txt."
        return None if value.strip() else f"`{variable.strip()}` says nothing."
    # What follows a semicolon is for extensions.
    fields = [one.strip() for one in line.partition(";")[0].split(",")]
    if len(fields) not in (3, 4):
        return f"A record has three fields or four, and the line has {len(fields)}."
    if not _DOMAIN.fullmatch(fields[0].lower()):
        return f"`{fields[0][:80]}` is not the domain of an exchange."
    if not fields[1]:
        return "The line names no account."
    if fields[2].lower() not in _RELATIONS:
        return f"`{fields[2][:80]}` is neither DIRECT nor RESELLER."
    return None
