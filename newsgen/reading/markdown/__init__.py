"""A Markdown body to safe HTML."""
