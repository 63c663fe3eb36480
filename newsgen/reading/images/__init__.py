"""Reads what a picture file says of itself, and takes out what it hides."""
