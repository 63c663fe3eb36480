"""The table of all rules, one module for each topic. A rule is one function and one row in its table."""

from __future__ import annotations

from newsgen.desk.rule import Rule
from newsgen.desk.rules import (
    anonymity,
    corrections,
    headlines,
    house_style,
    pictures,
    placeholders,
    quotations,
    reach,
    sourcing,
    structure,
    times,
)

RULES: tuple[Rule, ...] = (
    *sourcing.RULES,
    *quotations.RULES,
    *headlines.RULES,
    *times.RULES,
    *pictures.RULES,
    *structure.RULES,
    *corrections.RULES,
    *placeholders.RULES,
    *house_style.RULES,
    *anonymity.RULES,
    *reach.RULES,
)
"""In the order of their codes."""
