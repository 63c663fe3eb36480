"""Bytes to the output folder, and the record of what was written."""
