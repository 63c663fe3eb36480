"""Extends Python-Markdown so that it reads blocks as CommonMark does, and tables as GitHub.

Python-Markdown leaves as running text what every preview shows as a list or a table: a list right
below a line, one that is nested by two spaces, a fence within an item. Here each such block is what
the preview shows. docs/markdown.md describes the dialect for authors.
"""
