"""Declares the refusals of what is not plain: of a whole text, or of one block's."""

from __future__ import annotations


class DeclinedError(Exception):
    """Python-Markdown is to look at the text."""


class LineDeclinedError(DeclinedError):
    """Python-Markdown is to look at this text of one block."""
