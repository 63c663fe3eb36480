"""Declares the refusal of a text that is not plain."""

from __future__ import annotations


class DeclinedError(Exception):
    """Python-Markdown is to look at the text."""
