"""Escapes text and attributes of XML.

`xml.sax.saxutils` has the same, and loads the library's whole client for HTTP with it.
"""

from __future__ import annotations

from html import escape as escape_html


def escape(text: str) -> str:
    """The text as the content of an element."""
    return escape_html(text, quote=False)


def quoteattr(text: str) -> str:
    """The text as the value of an attribute, in its quotation marks."""
    return f'"{escape_html(text)}"'
