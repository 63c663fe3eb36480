"""Turns a Markdown body into safe HTML."""
