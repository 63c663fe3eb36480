"""Feeds as bytes: what their items say, and each format."""
