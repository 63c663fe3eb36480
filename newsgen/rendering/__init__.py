"""Renders a planned output to its bytes; the only room that knows Jinja."""
