"""Tells what the definition of a link may lead to, so that other words in its form stay text."""

from __future__ import annotations

ADDRESS = r"(?=<|[a-zA-Z][\w+.-]*+:|#|\S*?/|\S*?\w\.[a-zA-Z])"
"""A pattern that looks ahead for one: a scheme, a place on the page, a path, a file or a host."""
